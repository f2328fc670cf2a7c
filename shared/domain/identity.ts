/** Who an enrolled device is: what enrolment answers, what the host keeps, what the engine is started with. */
import { z } from 'zod';
import type { Role } from './policy/roles.ts';

export const profileSchema = z.object({ person: z.uuid(), name: z.string().max(300), centre: z.string().max(300) });
export const scopeInfoSchema = z.object({
  id: z.uuid(),
  name: z.string().max(300),
  /** The centre whose scope it is, by name; absent for one of the whole network, and at a hub of before. */
  centre: z.string().max(300).optional(),
});

/** A role of a newer hub is kept and gives no right here: refusing it would end every sync of an older device. */
const roleSchema = z.string().max(100) as unknown as z.ZodType<Role, Role>;
export const grantSchema = z.object({
  person: z.uuid(),
  scope: z.uuid(),
  roles: z.array(roleSchema),
  /** When it ends by itself, and what it is about ([AR3]); absent in grants without an end, and at a hub of before. */
  until: z.number().int().optional(),
  kinds: z.array(z.string().max(300)).max(100).optional(),
});

/** A public key of the hub (protocol/hub-key.ts says what counts as its successor). */
export const hubKeySchema = z.object({
  /** Ed25519, hexadecimal, 32 bytes. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Signature by the key before it; the first has none. */
  endorsement: z
    .string()
    .regex(/^[0-9a-f]{128}$/)
    .optional(),
});

export const identitySchema = z.object({
  device: z.uuid(),
  /** The hub's own id: signed into every request, so that one meant for another hub is worthless. */
  hub: z.uuid(),
  /** Ed25519 public key of the device, hexadecimal, 32 bytes. */
  publicKey: z.string().length(64),
  /** True for the sample network: always labelled, can never join a real one. */
  sample: z.boolean(),
  networkName: z.string().max(300),
  /** The people who use this device; one in a real network, one per role in the sample. */
  profiles: z.array(profileSchema),
  scopes: z.array(scopeInfoSchema),
  grants: z.array(grantSchema),
  /** Scopes of the network that nobody of the device holds a role in: what may be asked for ([AR5]). A hub of before tells none. */
  others: z.array(scopeInfoSchema).max(10_000).optional(),
  /** The hub's keys, oldest first; the last one signs. A hub of before has none. */
  hubKeys: z.array(hubKeySchema).max(100).optional(),
  /** The device's certificate (protocol/device-certificate.ts), hexadecimal. A hub of before gives none. */
  certificate: z
    .string()
    .regex(/^([0-9a-f]{2})*$/)
    .max(2_000_000)
    .optional(),
});

export type DeviceIdentity = z.infer<typeof identitySchema>;
export type HubKey = z.infer<typeof hubKeySchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ScopeInfo = z.infer<typeof scopeInfoSchema>;
