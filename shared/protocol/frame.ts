/**
 * The frame: the same in journal, wire and courier bundle. Layout, 20 bytes then the payload, big-endian:
 *
 *     0 'WPF' | 3 version | 4 suite | 5 type | 6 two zero bytes | 8 key id (4) | 12 length (4) | 16 crc32c (4) | 20 payload
 *
 * The checksum covers everything but itself. Suite 0 is unsealed with key id 0. Readers skip types they do not know.
 * Nothing is allocated from a length that was read: a payload is a view of bytes that are already there.
 */
import { crc32c } from './crc32c.ts';
import { framePayloadLimit } from './limits.ts';

export const frameHeaderSize = 20;
const frameVersion = 1;

/** What a payload is. Numbers are on disk and never change. */
export const frameTypes = {
  /** One saved user action: batches without signature, not yet accepted (journal). */
  saved: 1,
  /** A signed batch (wire, journal of what was sent). */
  batch: 2,
  /** Operations in a scope's order, as the hub gave them. */
  page: 3,
  request: 4,
  reply: 5,
  /** One chunk of an attachment. */
  chunk: 6,
  /** What the device knew at a moment: cursors, outcomes, epoch, identity (journal). */
  checkpoint: 7,
  /** Signature over the frames before it: the last frame of a request. */
  signature: 8,
  /** Stands for bytes of a journal that cannot be read. Made while reading, never written. */
  hole: 9,
  /** Operations in a scope's order that a device holds wrongly or not at all (wire; the journal keeps them as a page). */
  repair: 10,
  /** A page behind the hub's proof that it gave it (journal; wire, back to a hub that was restored). */
  provedPage: 11,
  /** A stretch of a scope's order that was asked for by its hash (wire; the journal keeps it as a page). */
  pack: 12,
  /** Stands where something of a purged scope stood, in its length: zeros (journal, [SC4]). */
  erased: 13,
  /** A signed batch behind its device's certificate, as its author's device sealed it (wire between laptops, journal, [RM4]). */
  shelved: 14,
  /** What a laptop says to another one in the room. */
  room: 15,
  /** Why a laptop has nothing to say to another one. */
  roomRefusal: 16,
  /** Frames of one message, deflated together (wire, [SY23]). */
  parcel: 17,
} as const;

export interface Frame {
  readonly suite: number;
  /** One of {@link frameTypes}, or a newer one. */
  readonly type: number;
  readonly keyId: number;
  readonly payload: Uint8Array;
  /** The whole frame, header included; pass it on verbatim. */
  readonly bytes: Uint8Array;
}

/** A payload as a frame of suite 0. */
export function encodeFrame(type: number, payload: Uint8Array): Uint8Array {
  if (payload.length > framePayloadLimit) throw new Error(`Frame payload of ${payload.length} bytes`);
  const bytes = new Uint8Array(frameHeaderSize + payload.length);
  bytes.set([0x57, 0x50, 0x46, frameVersion, 0, type]);
  const view = new DataView(bytes.buffer);
  view.setUint32(12, payload.length);
  bytes.set(payload, frameHeaderSize);
  view.setUint32(16, crcOf(bytes));
  return bytes;
}

function crcOf(frame: Uint8Array): number {
  return crc32c(frame.subarray(frameHeaderSize), crc32c(frame.subarray(0, 16)));
}

export type FrameRead =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly end: number }
  /** The bytes end before the frame does. */
  | { readonly kind: 'torn' }
  /** No frame stands here: wrong magic, version, length or checksum. */
  | { readonly kind: 'damaged' };

/** Reads the frame at an offset; the bytes must not change while it is in use. */
export function readFrame(bytes: Uint8Array, offset: number): FrameRead {
  const left = bytes.length - offset;
  const magic = [0x57, 0x50, 0x46, frameVersion];
  for (let i = 0; i < Math.min(4, left); i++) if (bytes[offset + i] !== magic[i]) return { kind: 'damaged' };
  if (left < frameHeaderSize) return { kind: 'torn' };
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, frameHeaderSize);
  const length = view.getUint32(12);
  if (length > framePayloadLimit) return { kind: 'damaged' };
  const end = offset + frameHeaderSize + length;
  if (end > bytes.length) return { kind: 'torn' };
  const whole = bytes.subarray(offset, end);
  if (view.getUint32(16) !== crcOf(whole)) return { kind: 'damaged' };
  const payload = whole.subarray(frameHeaderSize);
  return {
    kind: 'frame',
    frame: { suite: view.getUint8(4), type: view.getUint8(5), keyId: view.getUint32(8), payload, bytes: whole },
    end,
  };
}

export interface FramesRead {
  readonly frames: readonly Frame[];
  /** Where the last whole frame ends. */
  readonly end: number;
  /** How the bytes go on after `end`. */
  readonly rest: 'nothing' | 'torn' | 'damaged';
}

/** The payloads of a type among frames, in order. */
export function payloadsIn(frames: readonly Frame[]): (type: number) => Uint8Array[] {
  return (type) => frames.filter((frame) => frame.type === type).map((frame) => frame.payload);
}

/** Every whole frame from an offset on; stops at a torn tail or damage and says which. */
export function readFrames(bytes: Uint8Array, offset = 0): FramesRead {
  const frames: Frame[] = [];
  let end = offset;
  while (end < bytes.length) {
    const read = readFrame(bytes, end);
    if (read.kind !== 'frame') return { frames, end, rest: read.kind };
    frames.push(read.frame);
    end = read.end;
  }
  return { frames, end, rest: 'nothing' };
}

/** Where the next whole frame begins after damage, or -1: it tells a torn tail from a hole in the middle. */
export function findFrame(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x57, from); at >= 0; at = bytes.indexOf(0x57, at + 1)) {
    if (readFrame(bytes, at).kind === 'frame') return at;
  }
  return -1;
}
