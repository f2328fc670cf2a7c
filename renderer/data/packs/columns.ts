/** Columns of numbers in packs, and the bytes of ids behind them. */
import { hexInto, toHex, utf8 } from '../../../shared/base/bytes.ts';
import { idBytes } from '../../../shared/base/ids.ts';
import { parseJson } from './seal.ts';

/** A number for each row, or the one number that all rows have. */
export type Column = number | readonly number[];

export function column(values: readonly number[]): Column {
  const [first = 0] = values;
  return values.every((value) => value === first) ? first : values;
}

/** The differences from row to row: small numbers, or one. */
export function differences(values: readonly number[]): Column {
  return column(values.map((value, at) => value - (at === 0 ? 0 : (values[at - 1] as number))));
}

export function valuesOf(written: Column, count: number): readonly number[] {
  return typeof written === 'number' ? new Array<number>(count).fill(written) : written;
}

export function sumsOf(written: Column, count: number): number[] {
  let sum = 0;
  return valuesOf(written, count).map((difference) => {
    sum += difference;
    return sum;
  });
}

/** JSON after its length, then the ids of operations, 16 bytes each. */
export function joinParts(written: unknown, ids: readonly string[]): Uint8Array {
  const json = utf8(JSON.stringify(written));
  const bytes = new Uint8Array(4 + json.length + ids.length * idBytes);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  return idsInto(bytes, 4 + json.length, ids);
}

/** Writes ids into bytes, one after the other; returns the bytes. */
export function idsInto(bytes: Uint8Array, from: number, ids: readonly string[]): Uint8Array {
  let at = from;
  for (const id of ids) {
    hexInto(bytes, at, id);
    at += idBytes;
  }
  return bytes;
}

/** The parts again; `ids` gives one id after the other. Throws for anything else. */
export function openParts(bytes: Uint8Array): { readonly written: unknown; readonly ids: () => string } {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  let at = 4 + length;
  const ids = () => {
    if (at + idBytes > bytes.length) throw new Error('An id is missing in a pack');
    at += idBytes;
    return toHex(bytes.subarray(at - idBytes, at));
  };
  return { written: parseJson(bytes.subarray(4, 4 + length)), ids };
}
