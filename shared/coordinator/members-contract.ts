/** What the coordinator's page and the hub say about who holds which role where, and about giving and taking roles, in JSON. */
import { z } from 'zod';
import { profileSchema, scopeInfoSchema } from '../domain/identity.ts';
import { roles } from '../domain/policy/roles.ts';

const instant = z.number().int();
const count = z.number().int().min(0);
const roleSchema = z.enum(roles);

export const membersSchema = z.object({
  /** The scopes that one looks after. */
  scopes: z.array(
    scopeInfoSchema.extend({
      members: z.array(
        z.object({
          person: profileSchema,
          role: roleSchema,
          /** Null for a role of before this was noted. */
          since: instant.nullable(),
          /** When it ends by itself; null for a role that somebody has to take away. */
          until: instant.nullable(),
          /**
           * Names: whoever proposed it first, then whoever signed. Empty when the hub's own machine gave it, before this was noted,
           * and for access for a while.
           */
          by: z.array(z.string()),
          /** False for the last one who looks after the scope, and for what ends by itself. */
          mayTake: z.boolean(),
        }),
      ),
    }),
  ),
  /** People for whom one may propose roles. */
  people: z.array(profileSchema),
  proposals: z.array(
    z.object({
      id: z.uuid(),
      person: profileSchema,
      scope: z.uuid(),
      roles: z.array(roleSchema),
      proposedBy: z.string(),
      proposedAt: instant,
      endsAt: instant,
      /** How many besides whoever proposed it have to sign. */
      needed: count,
      signed: z.array(z.object({ name: z.string(), at: instant })),
      /** How many others look after the scope and could still sign. */
      couldSign: count,
      maySign: z.boolean(),
      /** What the roles will count on once they are given: devices of whom it is for that nobody withdrew, the oldest first ([GV8]). */
      devices: z.array(
        z.object({
          name: z.string(),
          enrolledAt: instant,
          /** Other people use it too. */
          shared: z.boolean(),
        }),
      ),
    }),
  ),
  /** How many have to sign what is proposed now. */
  needed: count,
});
export const proposeRolesSchema = z.object({
  person: z.uuid(),
  scope: z.uuid(),
  roles: z.array(roleSchema).min(1).max(roles.length),
});
export const proposalIdSchema = z.object({ id: z.uuid() });
export const takeRoleSchema = z.object({ person: z.uuid(), scope: z.uuid(), role: roleSchema });

export type Members = z.infer<typeof membersSchema>;
export type ProposeRoles = z.infer<typeof proposeRolesSchema>;
export type TakeRole = z.infer<typeof takeRoleSchema>;
