/**
 * What the hub answers to `POST /sync`: a reply frame, then page, pack and chunk frames. Invariants: the cursor that it gives
 * for a scope is where the pages of this very reply end; unknown members and frame types are tolerated; a member is left
 * out only for a device that said it reads that ([SY18]).
 */
import { z } from 'zod';
import { concat } from '../base/bytes.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { identitySchema } from '../domain/identity.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import { decisionNoteSchema } from './decision-note.ts';
import { partsPerRange, shortDigestSize, shortPartsPerRange } from './digest.ts';
import { encodeFrame, frameTypes, payloadsIn, readFrames } from './frame.ts';
import { exchangeLimit } from './limits.ts';
import { logCheckpointSchema } from './log/checkpoint-note.ts';
import { mostProofHashes } from './log/judge-checkpoint.ts';
import { networkGlanceSchema } from './network-glance.ts';
import { outcomeRunSchema } from './outcome-runs.ts';
import { packManifestSchema } from './pack.ts';
import { encodeParcel, layoutWithParcels, openParcels } from './parcel.ts';
import { proofSize } from './proved-page.ts';
import { type MessageFailure, readMessage } from './read-message.ts';
import { revocationStatement, revocationsPerMessage } from './revocation.ts';
import { rangesPerRequest, type SyncRequest } from './sync-request.ts';
import { PROTOCOL_VERSION } from './version.ts';
import { wireBytes, wireCount, wireHex, wireRange, wireUuid } from './wire-ids.ts';

export const syncReplySchema = z.object({
  protocol: wireCount,
  /** Changes when the hub's history may have (restored from a backup). Left out when it is the one that the request said. */
  epoch: wireUuid.optional(),
  /** What the next request must carry. */
  ticket: wireHex(16),
  /** Milliseconds since 1970 by the hub's clock; shown, decides nothing. */
  hubTime: z.number().int(),
  /** Who the device now is, when that changed since it was last told. */
  identity: identitySchema.nullable().default(null),
  /** What was revoked behind the place that the request named; `to` is what the next one may name ([RV4]). */
  revocations: z
    .object({ to: wireCount, statements: z.array(revocationStatement).max(revocationsPerMessage) })
    .optional(),
  outcomes: z.array(outcomeRunSchema).max(100_000).default([]),
  /** Scopes that the device may read and that moved; all that it may read when the request named an unknown epoch. */
  scopes: z
    .array(
      z.object({
        scope: wireUuid,
        /** Where the device has read to after this reply's pages. */
        seq: wireCount,
        chain: wireHex(16),
        /** There is more to ask for. */
        more: z.boolean(),
        /** Where the scope ends now, when there is more: for a person's patience, decides nothing. */
        end: wireCount.optional(),
        /** The device's cursor was not one of this hub's history: read again from the beginning. */
        rewound: z.boolean(),
        /** The hub's signature over this place at `hubTime` (signed-place.ts), by its newest key. */
        signature: wireHex(64).optional(),
      }),
    )
    .max(10_000)
    .default([]),
  /** The hub's proofs of the pages, then of the repairs, of this reply ([RH2]). */
  proofs: z.array(wireHex(proofSize)).max(100_000).optional(),
  /** Packs that the device may ask for, each scope's from where the pages of this reply end ([PK4]). */
  packs: z.array(packManifestSchema).max(10_000).optional(),
  /** Chunks of attachments that the hub lacks and the device may have. */
  wants: z.array(wireHex(32)).max(10_000).default([]),
  /** Held operations of this device that a person returned or discarded since it was last told; `reason` says which. */
  settled: z
    .array(
      z.object({
        id: wireHex(16),
        reason: z.string().max(100),
        /** Place of what was written about it, in `decisions`. */
        decision: wireCount.optional(),
      }),
    )
    .max(10_000)
    .optional(),
  /** What was written about settled operations, each note once. */
  decisions: z.array(decisionNoteSchema).max(10_000).optional(),
  /** The network at a glance, for a device that asked and whose people may see it. */
  glance: networkGlanceSchema.optional(),
  /** The newest that the hub signed of its log, for a device that reads it, with the proof that it only grew ([AL3]). */
  log: z.object({ checkpoint: logCheckpointSchema, proof: z.array(wireHex(32)).max(mostProofHashes) }).optional(),
  /** A batch named places that stand for something else at the hub: it is asked for with its ids ([OP6]). */
  sayIds: z.boolean().optional(),
  /** The folded cursors are not those that the hub noted: it asks for each of them ([VR2]). */
  sayCursors: z.boolean().optional(),
  /** Scopes of which the device holds something else than the hub, up to its cursor, and the hub's digest there. */
  differs: z
    .array(z.object({ scope: wireUuid, seq: wireCount, digest: wireHex(16) }))
    .max(10_000)
    .optional(),
  /** The digests of a range's parts (digest.ts), in order. */
  sums: z
    .array(z.object({ ...wireRange.shape, digests: z.array(wireHex(16)).max(partsPerRange) }))
    .max(2 * rangesPerRequest)
    .optional(),
  /** The same for a device that reads short digests: one behind the other, of other parts. */
  shortSums: z
    .array(z.object({ ...wireRange.shape, digests: wireBytes(shortPartsPerRange * shortDigestSize) }))
    .max(2 * rangesPerRequest)
    .optional(),
});
export type SyncReply = z.infer<typeof syncReplySchema> & { readonly epoch: string };
export type ReplyScope = SyncReply['scopes'][number];

export interface ReplyParts {
  readonly message: SyncReply;
  /** Payloads of page frames (page.ts), each scope's in order. */
  readonly pages: readonly Uint8Array[];
  /** Packs that were asked for by their hashes ([PK5]). */
  readonly packs: readonly Uint8Array[];
  readonly chunks: readonly Uint8Array[];
  /** Payloads of repair frames: pages of small ranges, out of the order of reading ([VR3]). */
  readonly repairs: readonly Uint8Array[];
}

export interface DecodedReply extends ReplyParts {
  /** It came in a parcel: its hub reads parcels too ([SY23]). */
  readonly parcelled: boolean;
}

/** What the answered request said of itself; a request that reads nothing terse has every member. */
export type Asked = Pick<SyncRequest, 'terse' | 'epoch' | 'layout'>;

export function encodeReply(parts: ReplyParts, asked: Asked = { epoch: null }): Uint8Array {
  const message = z.encode(syncReplySchema, parts.message);
  const said = asked.terse === true ? withoutKnown(message, asked.epoch === parts.message.epoch) : message;
  const reply = encodeFrame(frameTypes.reply, encodeCanonical(said));
  return concat(
    (asked.layout ?? 0) >= layoutWithParcels ? encodeParcel([reply]) : reply,
    ...parts.pages.map((payload) => encodeFrame(frameTypes.page, payload)),
    ...parts.packs.map((payload) => encodeFrame(frameTypes.pack, payload)),
    ...parts.chunks.map((payload) => encodeFrame(frameTypes.chunk, payload)),
    ...parts.repairs.map((payload) => encodeFrame(frameTypes.repair, payload)),
  );
}

/** Without what is empty, and without the epoch where the device has it ([SY18]). */
function withoutKnown({ epoch, ...message }: z.input<typeof syncReplySchema>, knowsEpoch: boolean) {
  const isTold = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);
  return {
    ...Object.fromEntries(Object.entries(message).filter(([, value]) => isTold(value))),
    ...(knowsEpoch ? {} : { epoch }),
  };
}

/** Reads an answer; `saidEpoch` is what the request said, for an answer that leaves it out. */
export function decodeReply(body: Uint8Array, saidEpoch: string | null = null): Result<DecodedReply, MessageFailure> {
  if (body.length > exchangeLimit) return fail({ kind: 'message-unreadable', reason: 'answer too large' });
  const read = readFrames(body);
  if (read.rest !== 'nothing') return fail({ kind: 'message-unreadable', reason: `frames are ${read.rest}` });
  const opened = openParcels(read.frames);
  if (!opened.ok) return fail({ kind: 'message-unreadable', reason: opened.failure });
  const { frames, parcelled } = opened.value;
  const message = readMessage(frames[0], frameTypes.reply, PROTOCOL_VERSION, syncReplySchema);
  if (!message.ok) return message;
  const epoch = message.value.epoch ?? saidEpoch;
  if (epoch === null) return fail({ kind: 'message-unreadable', reason: 'names no epoch' });
  const payloads = payloadsIn(frames);
  return ok({
    message: { ...message.value, epoch },
    pages: payloads(frameTypes.page),
    packs: payloads(frameTypes.pack),
    chunks: payloads(frameTypes.chunk),
    repairs: payloads(frameTypes.repair),
    parcelled,
  });
}

/** The packs that came whole in an answer that was cut off ([PK8]). */
export function packsIn(cut: Uint8Array): Uint8Array[] {
  return readFrames(cut).frames.flatMap(({ type, payload }) => (type === frameTypes.pack ? [payload] : []));
}

/** An answer of another major version, for a hub that cannot serve a device: it needs nothing but the version. */
export function encodeVersionReply(): Uint8Array {
  return encodeFrame(frameTypes.reply, encodeCanonical({ protocol: PROTOCOL_VERSION }));
}
