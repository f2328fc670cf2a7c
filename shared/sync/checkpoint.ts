/**
 * The checkpoint frame of the journal: what became known beside operations, each member only when it changed. Replayed
 * in order, the checkpoints of a journal give cursors, outbox, refusals and identity as they were. CBOR; additive.
 */
import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { identitySchema } from '../domain/identity.ts';
import { Unreadable } from '../protocol/byte-reader.ts';
import { decodeValue, encodeCanonical } from '../protocol/canonical-cbor.ts';
import { decisionNoteSchema, extractNotes, insertNotes } from '../protocol/decision-note.ts';
import { logCheckpointSchema } from '../protocol/log/checkpoint-note.ts';
import { logEvidenceSchema } from '../protocol/log/judge-checkpoint.ts';
import type { Outcome } from '../protocol/outcome.ts';
import { type BytesUnreadable, readSafely } from '../protocol/read-safely.ts';
import { revocationStatement } from '../protocol/revocation.ts';
import { signedPlaceSchema } from '../protocol/signed-place.ts';
import { wireCount, wireHex, wireUuid } from '../protocol/wire-ids.ts';

/** An outcome as a row: kind, operation, place or 0, reason, owner, place of its note in `decisions`. */
const outcomeRow = z.object({
  kind: z.string(),
  id: wireHex(16),
  seq: wireCount.optional(),
  reason: z.string().optional(),
  owner: z.string().optional(),
  decision: wireCount.optional(),
});

export const witnessedLogSchema = z.object({
  checkpoint: logCheckpointSchema,
  /** By this device's clock, in seconds. */
  cosigned: z.object({ at: wireCount, signature: wireHex(64) }),
});
export type WitnessedLog = z.infer<typeof witnessedLogSchema>;

const partyAnswerSchema = z.object({ party: z.string().max(64), agreed: z.boolean(), at: z.number().int() });
/** An answer of a person about a party, by this device's clock. */
export type PartyAnswer = Readonly<z.infer<typeof partyAnswerSchema>>;

const leftScopeSchema = z.object({ scope: wireUuid, name: z.string() });
/** A scope that was left behind, under the name it had. */
export type LeftScope = Readonly<z.infer<typeof leftScopeSchema>>;

export const checkpointSchema = z.object({
  /** Milliseconds since 1970, by this device's clock; shown, decides nothing. */
  at: z.number().int(),
  incarnation: wireUuid.optional(),
  identity: identitySchema.optional(),
  epoch: wireUuid.optional(),
  ticket: wireHex(16).optional(),
  /** Set when an exchange was completed, to the device's time, and said again with the end of a lease that counts from it. */
  lastContact: z.number().int().optional(),
  /** When an answer first left nothing more to read, by this device's clock ([SY13]). */
  wholeAt: z.number().int().optional(),
  /** Hash of the last batch that was sealed under the incarnation: the next one's `prev`. */
  lastBatch: wireHex(32).optional(),
  cursors: z.array(z.object({ scope: wireUuid, seq: wireCount, chain: wireHex(16) })).optional(),
  outcomes: z.array(outcomeRow).optional(),
  /** What people wrote about refused operations, each note once. */
  decisions: z.array(decisionNoteSchema).optional(),
  /** Refused operations that a person has done with; they stay readable ([HB9]). */
  putAway: z.array(wireHex(16)).optional(),
  /** Own operations to be offered again. */
  offered: z.array(wireHex(16)).optional(),
  /** Operations that the hub does not have where they were held: they lose their place and stay ([VR4]). */
  displaced: z.array(wireHex(16)).optional(),
  /** Places that the hub signed, each the last of its scope from now on ([AU3]). */
  signed: z.array(signedPlaceSchema).optional(),
  /** Signed places that cannot both be true ([AU4]). */
  contradictions: z
    .array(
      z.object({
        kind: z.enum(['rewritten', 'shortened']),
        seen: signedPlaceSchema,
        given: signedPlaceSchema,
        at: z.number().int(),
      }),
    )
    .optional(),
  /** What the hub said was revoked: statements that were proved before they were written here ([RV1]). */
  revocations: z.array(revocationStatement).optional(),
  /** The place of the hub's list up to which those reach ([RV4]). */
  revokedTo: wireCount.optional(),
  /** The hub's log as this device saw it last, and what it signed under it ([AL4]). */
  log: witnessedLogSchema.optional(),
  /** Checkpoints of the hub's log that cannot both be true ([AL5]). */
  logEvidence: z.array(logEvidenceSchema).optional(),
  /** Scopes that were granted before and are not now, under the names they had, until they are purged ([SC8]). */
  leaving: z.array(z.object({ scope: wireUuid, name: z.string() })).optional(),
  /** A lost scope was purged at this point of the journal; nothing else stands in such a checkpoint ([SC4]). */
  purged: z.object({ scope: wireUuid, name: z.string() }).optional(),
  /** Purges whose receipts the hub has ([SC5]). */
  receipted: z.array(z.object({ scope: wireUuid, at: z.number().int() })).optional(),
  /** Purges whose scopes were erased from the journal too ([SC4]). */
  erased: z.array(z.object({ scope: wireUuid, at: z.number().int() })).optional(),
  /** Erasures of which neither store nor journal held anything any more, as looked for in this life of the store ([ER5]). */
  scrubbed: z.object({ erasures: z.array(wireHex(16)), incarnation: wireUuid }).optional(),
  /** Erasures whose receipts the hub has ([ER7]). */
  erasuresReceipted: z.object({ erasures: z.array(wireHex(16)), epoch: wireUuid }).optional(),
  /** What people answered about parties that content goes to for the first time, all of it ([FC3]). */
  parties: z.array(partyAnswerSchema).max(10_000).optional(),
  /** Scopes that are left behind for a travel, all of them; empty when it is over ([TM1]). */
  left: z.array(leftScopeSchema).max(10_000).optional(),
  /** The end of a lease that was seen to be over: that lease is, whatever the clock says later, until the hub is heard ([LE3]). */
  leaseOver: z.number().int().optional(),
  /** Scopes that are being read again from the beginning; their offers wait until that is done. */
  rereading: z.array(wireUuid).optional(),
});

type Rows = z.infer<typeof checkpointSchema>;
export type Checkpoint = Omit<Rows, 'outcomes' | 'decisions'> & { readonly outcomes?: readonly Outcome[] | undefined };

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { rows: outcomes, notes } = extractNotes(checkpoint.outcomes ?? []);
  const rows = {
    ...checkpoint,
    outcomes: checkpoint.outcomes === undefined ? undefined : outcomes,
    decisions: notes.length === 0 ? undefined : notes,
  };
  const present = Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined));
  return encodeCanonical(z.encode(checkpointSchema, present as Rows));
}

export function decodeCheckpoint(payload: Uint8Array): Result<Checkpoint, BytesUnreadable> {
  return readSafely(() => {
    const parsed = checkpointSchema.safeParse(decodeValue(payload));
    if (!parsed.success) throw new Unreadable(parsed.error.issues[0]?.message ?? 'not a checkpoint');
    const { outcomes, decisions = [], ...rest } = parsed.data;
    return (outcomes === undefined ? rest : { ...rest, outcomes: insertNotes(outcomes, decisions) }) as Checkpoint;
  });
}

/** What a checkpoint says that the store keeps under the same name. */
export const rememberedMembers = [
  'incarnation',
  'identity',
  'epoch',
  'ticket',
  'lastContact',
  'wholeAt',
  'lastBatch',
  'rereading',
  'leaving',
  'revokedTo',
  'parties',
  'left',
  'leaseOver',
] as const;
