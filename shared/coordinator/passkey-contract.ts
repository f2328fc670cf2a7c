/** What the coordinator's page and the hub say about ways in, in JSON. What browsers and authenticators say is checked by the hub's WebAuthn library. */
import { z } from 'zod';
import type { Json } from '../base/json.ts';

/** Bytes as base64url; the largest is an attestation that nobody asked for. */
const bytes = z.string().regex(/^[A-Za-z0-9_-]{1,20000}$/);
const credential = {
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.object({}),
};

/** What the hub hands to the browser as it is. */
export const passkeyOptionsSchema = z.object({ options: z.record(z.string(), z.json() as z.ZodType<Json>) });

export const addPasskeySchema = z.object({
  name: z.string().trim().min(1).max(60),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
});
export const showPasskeySchema = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.optional(),
    }),
  }),
});
export const removePasskeySchema = z.object({ id: bytes });

/** How one gets in at this hub, to whoever asks. */
export const waysInSchema = z.object({
  /** Where passkeys are used; null at a hub without a name. */
  passkeys: z.object({ origin: z.string() }).nullable(),
  /** The identity provider, by the name that people know, and where the hub is to its people; null at a hub without one. */
  provider: z.object({ origin: z.string(), name: z.string() }).nullable(),
});

export const myPasskeysSchema = z.object({
  passkeys: z.array(
    z.object({
      id: bytes,
      name: z.string(),
      addedAt: z.number().int(),
      usedAt: z.number().int().nullable(),
      /** Whether its maker carries it to other devices of its owner. */
      isSynced: z.boolean(),
    }),
  ),
  /** Whether one's centre lets nobody in without one. */
  areNeeded: z.boolean(),
  /** Whether one has just signed in, and may change ways in. */
  mayChange: z.boolean(),
});

export type AddPasskey = z.infer<typeof addPasskeySchema>;
export type ShowPasskey = z.infer<typeof showPasskeySchema>;
export type MyPasskeys = z.infer<typeof myPasskeysSchema>;
export type WaysIn = z.infer<typeof waysInSchema>;
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;
