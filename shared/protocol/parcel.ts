/**
 * The parcel: frames of one message that are deflated together ([SY23]). Batches of many scopes have their ids, names and words in
 * common, and an answer has the same member names for each scope: apart, each would bring its own. Payload: the length of the
 * frames as a varint, then the frames, deflated with a dictionary. A reader finds the frames where the parcel stood.
 */
import { deflateSync } from 'fflate';
import { concat, utf8 } from '../base/bytes.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { createByteReader } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { encodeFrame, type Frame, frameTypes, readFrames } from './frame.ts';
import { inflate } from './packed-content.ts';
import { readSafely } from './read-safely.ts';
import { shippedDictionary } from './shipped-dictionary.ts';

/** A device that says this layout reads parcels, beside all that it said with the one before ([SY15]). */
export const layoutWithParcels = 4;

/**
 * Bytes of frames in all parcels of a message, what a request's budget allows. No more than that goes in either, but for a few:
 * what is packed is not longer than what it holds. A hub unpacks nothing of a stranger; a device unpacks an answer before its
 * places are proved, since they are in it.
 */
export const parcelLimit = 1024 * 1024;

/** Names of an answer as its CBOR writes them, each behind its head. Both sides need the same bytes: it never changes. */
const answerNames =
  'outcomes kind batch count first owner reason accepted duplicate quarantined refused epoch wants ticket hubTime log proof ' +
  'checkpoint identity protocol revocations statements proofs packs scopes seq more chain scope rewound signature';
const cborText = (name: string) => String.fromCharCode(0x60 + name.length) + name;
const dictionary = utf8(shippedDictionary + answerNames.split(' ').map(cborText).join(''));

/** The frames as one parcel; as they are where that is no less, or more than a parcel holds. */
export function encodeParcel(frames: readonly Uint8Array[]): Uint8Array {
  const apart = concat(...frames);
  if (apart.length > parcelLimit) return apart;
  const small = deflateSync(apart, { level: 6, dictionary });
  const writer = createByteWriter(small.length + 8);
  writer.varint(apart.length);
  writer.bytes(small);
  const parcel = encodeFrame(frameTypes.parcel, writer.finish());
  return parcel.length < apart.length ? parcel : apart;
}

export interface OpenedParcels {
  /** The frames of the message; those of a parcel where it stood. */
  readonly frames: readonly Frame[];
  /** The message had a parcel. */
  readonly parcelled: boolean;
}

/** Opens the parcels among the frames of a message; the failure says what is wrong with one. Never throws. */
export function openParcels(frames: readonly Frame[]): Result<OpenedParcels, string> {
  let room = parcelLimit;
  const opened: Frame[] = [];
  for (const frame of frames) {
    if (frame.type !== frameTypes.parcel) {
      opened.push(frame);
      continue;
    }
    const bytes = readSafely(() => unpack(frame.payload, room));
    if (!bytes.ok) return fail(bytes.failure.reason);
    room -= bytes.value.length;
    const read = readFrames(bytes.value);
    if (read.rest !== 'nothing') return fail(`frames of a parcel are ${read.rest}`);
    opened.push(...read.frames);
  }
  return ok({
    frames: opened,
    parcelled: opened.length !== frames.length || opened.some((one, at) => one !== frames[at]),
  });
}

function unpack(payload: Uint8Array, room: number): Uint8Array {
  const reader = createByteReader(payload);
  const length = reader.count(room, 'bytes in parcels');
  return inflate(reader.bytes(reader.left), length, dictionary);
}
