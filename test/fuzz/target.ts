/** What is fuzzed: a decoder, and samples of what it reads. */
import { concat } from '../../shared/base/bytes.ts';
import { createByteReader } from '../../shared/protocol/byte-reader.ts';
import { encodeFrame, readFrames } from '../../shared/protocol/frame.ts';
import { createTableWriter, finishParts, openParts } from '../../shared/protocol/table-parts.ts';

/** A valid input in pieces that are damaged one by one, so that checksums and packing around them stay right. */
export interface Sample {
  readonly pieces: readonly Uint8Array[];
  readonly join: (pieces: readonly Uint8Array[]) => Uint8Array;
}

export interface Target {
  readonly name: string;
  /** How often it is drawn: what is quick and open to strangers, often. */
  readonly weight: number;
  readonly samples: () => Promise<readonly Sample[]> | readonly Sample[];
  /** Reads an input as the product does; whether it was taken. What it throws is a finding. */
  readonly read: (bytes: Uint8Array) => boolean | Promise<boolean>;
}

export const whole = (bytes: Uint8Array): Sample => ({ pieces: [bytes], join: (pieces) => concat(...pieces) });

/** Frames, each with its own right length and checksum whatever is in it. */
export function framed(bytes: Uint8Array): Sample {
  const { frames } = readFrames(bytes);
  return {
    pieces: frames.map(({ payload }) => payload.slice()),
    join: (pieces) => concat(...pieces.map((payload, at) => encodeFrame(frames[at]?.type ?? 0, payload))),
  };
}

/** What stands before a table of operations, and the table's parts as they are unpacked; packed again when joined. */
export function tabled(bytes: Uint8Array, before: number): Sample {
  const { content } = openParts(bytes.subarray(before));
  const reader = createByteReader(content);
  const lengths = [reader.varint(), reader.varint(), reader.varint()];
  const parts = lengths.map((length) => reader.bytes(length).slice());
  return {
    pieces: [bytes.slice(0, before), ...parts],
    join: ([head = new Uint8Array(), columns, raw, bodies]) => {
      const writer = createTableWriter(0);
      writer.columns.bytes(columns ?? new Uint8Array());
      writer.raw.bytes(raw ?? new Uint8Array());
      writer.bodies.bytes(bodies ?? new Uint8Array());
      return concat(head, finishParts(writer).packed);
    },
  };
}
