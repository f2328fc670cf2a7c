/** How the centres of a network are, as the hub knows it: for those who look after a scope ([SY14]). Shown; decides nothing. */
import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { operationsPerDecision } from '../domain/decision.ts';
import { profileSchema } from '../domain/identity.ts';
import { wireCount } from './wire-ids.ts';

/** What one action did to one record and the hub holds, for whoever may decide on it ([SY17]). */
const heldWorkSchema = z.object({
  scope: z.uuid(),
  type: z.string().max(300),
  record: z.uuid(),
  author: profileSchema,
  /** Why it is held (outcome.ts). */
  reason: z.string().max(100),
  /** Milliseconds since 1970, by the hub's clock. */
  receivedAt: z.number().int(),
  operations: z
    .array(
      z.object({
        id: z.string().regex(/^[0-9a-f]{32}$/),
        kind: z.string().max(300),
        field: z.string().max(1_000),
        value: z.json() as z.ZodType<Json>,
      }),
    )
    .min(1)
    .max(operationsPerDecision),
});
export type HeldWork = z.infer<typeof heldWorkSchema>;

/** How far an erasure is ([ER7]). */
const erasureGlanceSchema = z.object({
  /** The operation that erased. */
  erasure: z.string().regex(/^[0-9a-f]{32}$/),
  scope: z.uuid(),
  /** When the hub carried it out, by its clock. */
  at: z.number().int(),
  /** Laptops that said that they hold nothing of it any more, and that did not. */
  done: wireCount,
  outstanding: wireCount,
  /** Of those that did not, the first by name. */
  laptops: z
    .array(
      z.object({
        name: z.string().max(300),
        lastContact: z.number().int().nullable(),
        /** The hub answers it nothing any more: it will not hear of it. */
        revoked: z.boolean().optional(),
      }),
    )
    .max(100),
});
export type ErasureGlance = z.infer<typeof erasureGlanceSchema>;

/** Who holds what in a scope, for whoever looks after it ([SY19]). */
const scopeMemberSchema = z.object({
  scope: z.uuid(),
  person: profileSchema,
  /** Names of the laptops that the person uses; withdrawn ones are none. */
  laptops: z.array(z.string().max(300)).max(100).readonly(),
  roles: z
    .array(
      z.object({
        /** A role of a newer hub is shown by nobody who does not know it. */
        role: z.string().max(100),
        /** When it was given, by the hub's clock; null for a role of before this was noted. */
        since: z.number().int().nullable(),
        /** When it ends by itself; null for a role that somebody has to take away. */
        until: z.number().int().nullable(),
      }),
    )
    .max(100),
});
export type ScopeMember = z.infer<typeof scopeMemberSchema>;

export const networkGlanceSchema = z.object({
  /** Milliseconds since 1970 by the hub's clock: everything below is as of then. */
  at: z.number().int(),
  centres: z
    .array(
      z.object({
        /** Empty for laptops that several centres share. */
        centre: z.string().max(300),
        laptops: wireCount,
        /** How many of them are retired ([DV4]): nothing below but `held` speaks of those. */
        retired: wireCount.optional(),
        /** How many of them somebody has to see to. */
        needing: wireCount,
        /** When it last heard of the one that is silent the longest; null when it never heard of one. */
        quietest: z.number().int().nullable(),
        /** Operations that they lack, that they declared waiting, and that the hub holds of theirs. */
        behind: wireCount,
        waiting: wireCount,
        held: wireCount,
      }),
    )
    .max(1_000),
  /** What is held in the scopes that the people of the device look after, oldest first; a hub of before says nothing of it. */
  held: z.array(heldWorkSchema).max(1_000).optional(),
  /** More is held than the answer has room for; it comes when some of this is decided. */
  heldMore: z.boolean().optional(),
  /** Erasures in those scopes, latest first ([ER7]). */
  erasures: z.array(erasureGlanceSchema).max(100).optional(),
  /** Everybody who holds a role in those scopes, by scope and name; a hub of before says nothing of it. */
  members: z.array(scopeMemberSchema).max(10_000).optional(),
  /** There are more than the answer has room for. */
  membersMore: z.boolean().optional(),
});
export type NetworkGlance = z.infer<typeof networkGlanceSchema>;
export type CentreGlance = NetworkGlance['centres'][number];
