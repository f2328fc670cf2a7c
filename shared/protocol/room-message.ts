/**
 * What one laptop says to another in the room ([RM1] to [RM6]): a message frame, shelved batches, then a signature frame over
 * them all by the device's key. Invariants: the signature also covers the connection (what TLS exports of it, RFC 9266) and the
 * way that the message goes, so that nobody between two laptops can pass for either, and nothing can be played again elsewhere.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { decodeValue, encodeCanonical } from './canonical-cbor.ts';
import { encodeFrame, frameTypes, readFrames } from './frame.ts';
import { type MessageFailure, readMessage } from './read-message.ts';
import { readSafely } from './read-safely.ts';
import { revocationStatement, revocationsPerMessage } from './revocation.ts';
import { wireBytes, wireCount, wireHex, wireUuid } from './wire-ids.ts';

/** Laptops of another version are told so, and nothing moves. */
export const roomVersion = 1;
/** The bytes of one message; hosts read no more. */
export const roomMessageLimit = 8 * 1024 * 1024;
/** Batches of one scope that a message names. */
export const batchesListed = 20_000;
/** Bytes of batches in one message, but for the first: a cut costs no more than that. */
export const roomBudget = 1024 * 1024;

/** `hello`: who is there. `list`: what each has of the scopes that both may read. `give`: what the other one lacks. */
const steps = ['hello', 'list', 'give'] as const;
export type RoomStep = (typeof steps)[number];

/** A batch by the first half of its hash. */
const batchName = wireHex(16);

export const roomMessageSchema = z.object({
  protocol: wireCount,
  hub: wireUuid,
  step: z.enum(steps),
  /** The sender's device certificate, as the hub stated it. */
  certificate: wireBytes(1_000_000),
  /** All revocations that the sender knows, as one value: when both say the same, none is told. */
  revoked: wireHex(16),
  revocations: z.array(revocationStatement).max(revocationsPerMessage).optional(),
  /** Who uses the laptop: said to whoever has shown a certificate ([RM3]). */
  people: z
    .array(z.object({ name: z.string().max(300), centre: z.string().max(300) }))
    .max(100)
    .optional(),
  /** What the sender has of each scope; the names of its batches where the other one has something else. */
  scopes: z
    .array(z.object({ scope: wireUuid, digest: wireHex(16), has: z.array(batchName).max(batchesListed).optional() }))
    .max(10_000)
    .optional(),
  /** Batches that the sender would like. */
  wants: z.array(batchName).max(batchesListed).optional(),
});
export type RoomMessage = z.infer<typeof roomMessageSchema>;

const refusalSchema = z.object({ protocol: wireCount, reason: z.string().max(100) });

/** Which connection a message belongs to, and who of the two says it. */
export interface RoomChannel {
  /** What TLS exports of the connection: the same on both sides, and on no other connection. 32 bytes. */
  readonly exported: Uint8Array;
  readonly from: 'caller' | 'answerer';
}

/** A whole message, signed with the device's key. */
export async function encodeRoomMessage(
  message: RoomMessage,
  shelved: readonly Uint8Array[],
  channel: RoomChannel,
  sign: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const frames = concat(
    encodeFrame(frameTypes.room, encodeCanonical(z.encode(roomMessageSchema, message))),
    ...shelved.map((payload) => encodeFrame(frameTypes.shelved, payload)),
  );
  const signature = await sign(digestOf(message.hub, channel, frames));
  return concat(frames, encodeFrame(frameTypes.signature, signature));
}

export interface DecodedRoomMessage {
  readonly message: RoomMessage;
  /** Payloads of shelved frames; nothing of them is verified. */
  readonly shelved: readonly Uint8Array[];
  readonly signature: Uint8Array;
  /** What the signature must be over, on this connection. */
  digestOn(channel: RoomChannel): Uint8Array;
}

export type RoomMessageFailure =
  | Extract<MessageFailure, { kind: 'message-unreadable' }>
  | (Failure<'room-version'> & { readonly ours: number; readonly theirs: number })
  /** The other one says why it says nothing. */
  | (Failure<'room-refused'> & { readonly reason: string });

/** Reads a message. Nothing in it is trustworthy before its certificate and its signature were verified. Never throws. */
export function decodeRoomMessage(bytes: Uint8Array): Result<DecodedRoomMessage, RoomMessageFailure> {
  if (bytes.length > roomMessageLimit) return fail({ kind: 'message-unreadable', reason: 'message too large' });
  const { frames, rest } = readFrames(bytes);
  if (rest !== 'nothing') return fail({ kind: 'message-unreadable', reason: `frames are ${rest}` });
  const [first] = frames;
  if (first?.type === frameTypes.roomRefusal) return fail(readRefusal(first.payload));
  const last = frames.at(-1);
  if (last?.type !== frameTypes.signature || last.payload.length !== 64) {
    return fail({ kind: 'message-unreadable', reason: 'not signed' });
  }
  const message = readMessage(first, frameTypes.room, roomVersion, roomMessageSchema);
  if (!message.ok) {
    const { failure } = message;
    return fail(failure.kind === 'version-mismatch' ? { ...failure, kind: 'room-version' as const } : failure);
  }
  const signed = bytes.subarray(0, bytes.length - last.bytes.length);
  return ok({
    message: message.value,
    shelved: frames.filter(({ type }) => type === frameTypes.shelved).map(({ payload }) => payload),
    signature: last.payload,
    digestOn: (channel) => digestOf(message.value.hub, channel, signed),
  });
}

/** Why nothing is said; not signed, since who does not know the other one shows it nothing. */
export function encodeRoomRefusal(reason: string): Uint8Array {
  return encodeFrame(frameTypes.roomRefusal, encodeCanonical({ protocol: roomVersion, reason }));
}

function readRefusal(payload: Uint8Array): RoomMessageFailure {
  const value = readSafely(() => decodeValue(payload));
  const parsed = refusalSchema.safeParse(value.ok ? value.value : null);
  return parsed.success
    ? { kind: 'room-refused', reason: parsed.data.reason }
    : { kind: 'message-unreadable', reason: 'a refusal that cannot be read' };
}

function digestOf(hub: string, { exported, from }: RoomChannel, frames: Uint8Array): Uint8Array {
  return sha256
    .create()
    .update(utf8(`waypost room ${from}`))
    .update(bytesOfUuid(hub))
    .update(sha256(exported))
    .update(frames)
    .digest();
}
