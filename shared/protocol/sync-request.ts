/**
 * What a device says in `POST /sync`: a request frame, then batch and chunk frames, some in parcels (parcel.ts), then one signature frame over them
 * all. Invariants: the hub's id and ticket are signed with the body, so that it is worthless elsewhere or replayed by a
 * stranger; unknown members and frame types are tolerated; another major version is a clear failure; no parcel is unpacked before
 * the signature is verified.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { sizeUnpacked, unpackBatch } from './batch.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import { erasureReceiptSchema } from './erasure-receipt.ts';
import { encodeFrame, type Frame, frameTypes, payloadsIn, readFrames } from './frame.ts';
import { requestLimit } from './limits.ts';
import { encodeParcel, openParcels, parcelLimit } from './parcel.ts';
import { purgeReceiptSchema } from './purge-receipt.ts';
import { type MessageFailure, readMessage } from './read-message.ts';
import { revocationStatement, revocationsPerMessage } from './revocation.ts';
import { PROTOCOL_VERSION } from './version.ts';
import { wireCount, wireHex, wireRange, wireUuid } from './wire-ids.ts';

/** What one request asks to compare; the rest waits for the next. */
export const rangesPerRequest = 16;

export const receiptsPerRequest = 100;

/** Packs that one request asks for. */
export const packsPerRequest = 64;

export const syncRequestSchema = z.object({
  protocol: wireCount,
  device: wireUuid,
  incarnation: wireUuid,
  /** The hub's epoch as last heard, or null. */
  epoch: wireUuid.nullable(),
  /** The ticket of the last answer, or null before the first. */
  ticket: wireHex(16).nullable(),
  /** How far each scope was read; scopes not named are read from the beginning. */
  cursors: z
    .array(
      z.object({
        scope: wireUuid,
        seq: wireCount,
        chain: wireHex(16),
        /** The sum of what is held up to there ([VR1]); left out while something beyond it is held. */
        digest: wireHex(16).optional(),
      }),
    )
    .max(10_000),
  /** Instead of cursors: all of them folded, when they are those that the hub noted with its last answer ([VR2]). */
  readings: wireHex(16).optional(),
  /** Ranges in which device and hub differ: their parts are compared, and small ones sent ([VR3]). */
  ranges: z.array(wireRange).max(rangesPerRequest).optional(),
  /** The device reads short digests of parts, which find what differs in a step less ([VR3]). */
  readsShort: z.boolean().optional(),
  /** The newest layout of pages that the device reads; without it, the first ([SY15]). From 3 on it reads packs too ([PK14]), from 4 on parcels ([SY23]). */
  layout: wireCount.optional(),
  /** The device reads operations whose values were let go, in pages and packs ([CP2]). */
  readsLetGo: z.boolean().optional(),
  /** The device reads answers that leave out what is empty, and the epoch that it said ([SY18]). */
  terse: z.boolean().optional(),
  /** Packs that the device asks for, by their hashes ([PK5]). */
  packs: z.array(wireHex(32)).max(packsPerRequest).optional(),
  /** Nothing but those packs is asked for, and nothing else is said: cursors, wants and waiting count for nothing ([PK9]). */
  packsOnly: z.boolean().optional(),
  /** About how many bytes the answer may have. */
  budget: wireCount,
  /** Chunks of attachments that the device would like, most wanted first. */
  wants: z.array(wireHex(32)).max(1_000),
  /** Operations that the device declares waiting, those in this request included. */
  waiting: wireCount,
  /** The device would like the network at a glance; the hub gives it to those who look after a scope ([SY14]). */
  glance: z.boolean().optional(),
  /** The device has no certificate, and reads one ([DC5]). */
  wantsCertificate: z.boolean().optional(),
  /** The place up to which it was told of revocations; a device that reads none says nothing ([RV4]). */
  revoked: wireCount.optional(),
  /** Revocations that it holds, for a hub that may have lost them since it was restored ([RV6]). */
  givesRevocations: z.array(revocationStatement).max(revocationsPerMessage).optional(),
  /** Entries of the hub's log that the device saw signed in that epoch; without it the device reads none ([AL4]). */
  log: wireCount.optional(),
  /** What the device signed of the log when it was last told of it; once, until an answer came. */
  cosigned: z.object({ size: wireCount, at: wireCount, signature: wireHex(64) }).optional(),
  /** Lost scopes that were purged, until an answer came ([SC5]). */
  receipts: z.array(purgeReceiptSchema).max(receiptsPerRequest).optional(),
  /** Erasures that were carried out on this disk, until an answer came ([ER7]). */
  erasureReceipts: z.array(erasureReceiptSchema).max(receiptsPerRequest).optional(),
});
export type SyncRequest = z.infer<typeof syncRequestSchema>;

export interface RequestParts {
  readonly message: SyncRequest;
  /** Payloads of batch frames, in order; outcomes refer to their places. */
  readonly batches: readonly Uint8Array[];
  /** The hub reads parcels: the batches go in one where that is less ([SY23]). */
  readonly together?: boolean;
  readonly chunks: readonly Uint8Array[];
  /** Payloads of proved pages, of which the hub may lack something since it was restored ([RH2]). */
  readonly provedPages?: readonly Uint8Array[];
}

/** The whole body, signed with the device's key over a 32-byte digest. */
export async function encodeRequest(
  parts: RequestParts,
  hub: string,
  sign: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const frames = concat(
    encodeFrame(frameTypes.request, encodeCanonical(z.encode(syncRequestSchema, parts.message))),
    ...(parts.together === true ? batchesTogether(parts.batches) : parts.batches.map(batchFrame)),
    ...parts.chunks.map((payload) => encodeFrame(frameTypes.chunk, payload)),
    ...(parts.provedPages ?? []).map((payload) => encodeFrame(frameTypes.provedPage, payload)),
  );
  const signature = await sign(digestOf(hub, parts.message.ticket, frames));
  return concat(frames, encodeFrame(frameTypes.signature, signature));
}

const batchFrame = (payload: Uint8Array) => encodeFrame(frameTypes.batch, payload);

/** The frames of batches, in a parcel where that is less. */
function batchesTogether(batches: readonly Uint8Array[]): Uint8Array[] {
  const apart = batches.map(batchFrame);
  if (batches.length < 2 || !mayFit(batches)) return apart;
  const parcel = encodeParcel(batches.map((payload) => batchFrame(unpackBatch(payload))));
  return parcel.length < apart.reduce((sum, { length }) => sum + length, 0) ? [parcel] : apart;
}

/** Whether batches may fit in a parcel, by what they say: one of a large import would be unpacked for nothing. */
function mayFit(batches: readonly Uint8Array[]): boolean {
  let room = parcelLimit;
  return batches.every((payload) => {
    room -= sizeUnpacked(payload);
    return room >= 0;
  });
}

export interface DecodedRequest extends RequestParts {
  readonly batches: Uint8Array[];
  /** Something of it came in a parcel ([SY23]). */
  readonly parcelled: boolean;
  readonly provedPages: readonly Uint8Array[];
}

/** A request whose parcels are closed: what is read of it to verify its signature. */
export interface ClosedRequest {
  readonly message: SyncRequest;
  /** What the signature must be over. The hub verifies it with the device's public key before it believes anything. */
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
  /** All of it, for who has verified the signature ([SY23]); the failure says what is wrong with a parcel. Never throws. */
  readonly open: () => Result<DecodedRequest, string>;
}

/** Reads a body but for its parcels. Nothing in it is trustworthy before the signature is verified. */
export function decodeRequest(body: Uint8Array, hub: string): Result<ClosedRequest, MessageFailure> {
  if (body.length > requestLimit) return fail({ kind: 'message-unreadable', reason: 'body too large' });
  const read = readFrames(body);
  const last = read.frames.at(-1);
  if (read.rest !== 'nothing') return fail({ kind: 'message-unreadable', reason: `frames are ${read.rest}` });
  if (last?.type !== frameTypes.signature || last.payload.length !== 64) {
    return fail({ kind: 'message-unreadable', reason: 'not signed' });
  }
  const message = readMessage(read.frames[0], frameTypes.request, PROTOCOL_VERSION, syncRequestSchema);
  if (!message.ok) return message;
  return ok({
    message: message.value,
    digest: digestOf(hub, message.value.ticket, body.subarray(0, body.length - last.bytes.length)),
    signature: last.payload,
    open: () => openRequest(message.value, read.frames),
  });
}

function openRequest(message: SyncRequest, closed: readonly Frame[]): Result<DecodedRequest, string> {
  const opened = openParcels(closed);
  if (!opened.ok) return opened;
  const { frames, parcelled } = opened.value;
  const payloads = payloadsIn(frames);
  return ok({
    message,
    batches: payloads(frameTypes.batch),
    parcelled,
    chunks: payloads(frameTypes.chunk),
    provedPages: payloads(frameTypes.provedPage),
  });
}

function digestOf(hub: string, ticket: string | null, frames: Uint8Array): Uint8Array {
  return sha256
    .create()
    .update(utf8('waypost sync'))
    .update(bytesOfUuid(hub))
    .update(ticket === null ? new Uint8Array(16) : fromHex(ticket))
    .update(frames)
    .digest();
}
