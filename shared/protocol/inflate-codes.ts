/** The tables of a decoder of deflate (RFC 1951): what its symbols stand for, and the codes that a block brings for them. */
import { Unreadable } from './byte-reader.ts';

/** What a length or distance symbol stands for, and how many bits are added to it (3.2.5). */
export const [lengthBase, lengthExtra] = steps([8, 4, 4, 4, 4, 5], 3);
export const [distanceBase, distanceExtra] = steps([4, ...new Array<number>(13).fill(2)], 1);
/** 258 has a symbol of its own, without bits. */
export const longest = 28;
lengthBase[longest] = 258;
lengthExtra[longest] = 0;

/** Decodes the codes of some symbols: by their bits as they come, the symbol times 16 and the length of its code; 0 for none. */
export interface Codes {
  readonly entries: Uint16Array;
  /** The bits that choose an entry. */
  mask: number;
}
/** Codes for nothing yet. */
export const newCodes = (): Codes => ({ entries: new Uint16Array(32_768), mask: 0 });

/** Of each length: how many codes have it, and the next one to be given. Filled anew for each kind of symbol. */
const [used, next] = [new Uint16Array(16), new Uint16Array(16)];

/** Gives each symbol its code by the lengths of all (3.2.2). Refuses more codes than there is room for. */
export function fillCodes(codes: Codes, lengths: Uint8Array): void {
  used.fill(0);
  for (const length of lengths) used[length] = (used[length] as number) + 1;
  let [code, most] = [0, 1];
  for (let length = 1; length < 16; length++) {
    const here = used[length] as number;
    if (here > 0) most = length;
    next[length] = code;
    code += here;
    if (code > 1 << length) throw new Unreadable('more codes than bits');
    code <<= 1;
  }
  const size = 1 << most;
  codes.mask = size - 1;
  codes.entries.fill(0, 0, size);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const own = next[length] as number;
    next[length] = own + 1;
    for (let at = reversed(own, length); at < size; at += 1 << length) codes.entries[at] = (symbol << 4) | length;
  }
}

function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}

/** How far each of the symbols of one kind reaches, in groups with one bit more than the last. */
function steps(groups: readonly number[], first: number): [Uint16Array, Uint8Array] {
  const extra = groups.flatMap((size, bits) => new Array<number>(size).fill(bits));
  let next = first;
  const base = extra.map((bits) => {
    const own = next;
    next += 1 << bits;
    return own;
  });
  return [Uint16Array.from(base), Uint8Array.from(extra)];
}
