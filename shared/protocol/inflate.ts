/**
 * Inflates what others deflated (RFC 1951), into as much room as it says that it needs. A decoder of our own, since the time that it
 * takes must be bounded like the room: a block that holds nothing still brings a table of up to 32,768 entries in 30 bytes, and a
 * decoder that takes block after block works for seconds on each megabyte of them ([SY26]).
 */
import { Unreadable } from './byte-reader.ts';
import { distanceBase, distanceExtra, fillCodes, lengthBase, lengthExtra, longest, newCodes } from './inflate-codes.ts';

/** Blocks that anything may have, and of how many bytes that came out before each one more: ours hold over 20,000. */
const blocksAlways = 16;
const bytesPerBlock = 8_192;

/** In which order a block gives the lengths of the codes in which it gives its codes (3.2.7). */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// One at a time: nothing here waits. What a table held before is written over.
const literals = newCodes();
const distances = newCodes();
const lengthsOfCodes = new Uint8Array(288 + 32);

const nothing = new Uint8Array(0);

interface Inflating {
  readonly data: Uint8Array;
  readonly out: Uint8Array;
  readonly dictionary: Uint8Array;
  /** The next byte to take in, and bits that were taken and not used yet. */
  at: number;
  bits: number;
  count: number;
  /** Bytes that are out. */
  done: number;
}

/**
 * Exactly `length` bytes, begun with the dictionary.
 * @throws {Unreadable} for anything else, and for more blocks than an honest sender makes ([SY26]).
 */
export function inflateExactly(data: Uint8Array, length: number, dictionary: Uint8Array = nothing): Uint8Array {
  const state: Inflating = { data, out: new Uint8Array(length), dictionary, at: 0, bits: 0, count: 0, done: 0 };
  let isLast = false;
  for (let blocks = 0; !isLast; blocks += 1) {
    if (blocks >= blocksAlways + Math.floor(state.done / bytesPerBlock))
      throw new Unreadable('more blocks than content');
    isLast = take(state, 1) === 1;
    const kind = take(state, 2);
    if (kind === 0) copyStored(state);
    else if (kind === 3) throw new Unreadable('a block of no kind');
    else {
      if (kind === 1) readFixed();
      else readCodes(state);
      inflateBlock(state);
    }
    if (state.at - (state.count >> 3) > data.length) throw new Unreadable('content is cut off');
  }
  if (state.done !== length) throw new Unreadable('content is not as long as it says');
  return state.out;
}

function fill(state: Inflating, count: number): void {
  while (state.count < count) {
    state.bits |= (state.data[state.at] ?? 0) << state.count;
    state.at += 1;
    state.count += 8;
  }
}

/** The next bits, 16 at most; zeros behind the end, which is looked for after each block. */
function take(state: Inflating, count: number): number {
  fill(state, count);
  const taken = state.bits & ((1 << count) - 1);
  state.bits >>>= count;
  state.count -= count;
  return taken;
}

/** What the codes at hand say, up to the end of their block. It runs for every byte that comes out: its bits lie in variables of its own. */
function inflateBlock(state: Inflating): void {
  const { data, out, dictionary } = state;
  const { entries: near, mask: nearMask } = literals;
  const { entries: far, mask: farMask } = distances;
  const [last, room] = [data.length - 1, out.length];
  let { at, bits, count, done } = state;
  /** Two bytes more, where there are any: 15 bits at least. */
  const more = () => {
    const two = at < last ? (data[at] as number) | ((data[at + 1] as number) << 8) : (data[at] ?? 0);
    bits |= two << count;
    at += 2;
    count += 16;
  };
  for (;;) {
    if (count < 15) more();
    const entry = near[bits & nearMask] as number;
    if (entry === 0) throw new Unreadable('a code that stands for nothing');
    bits >>>= entry & 15;
    count -= entry & 15;
    const symbol = entry >> 4;
    if (symbol < 256) {
      if (done === room) throw new Unreadable('content is not as long as it says');
      out[done] = symbol;
      done += 1;
      continue;
    }
    if (symbol === 256) break;
    if (symbol > 257 + longest) throw new Unreadable('a length that is none');
    const lengthBits = lengthExtra[symbol - 257] as number;
    if (count < 15) more();
    const stop = done + (lengthBase[symbol - 257] as number) + (bits & ((1 << lengthBits) - 1));
    bits >>>= lengthBits;
    count -= lengthBits;
    if (count < 15) more();
    const farEntry = far[bits & farMask] as number;
    if (farEntry === 0 || farEntry >> 4 >= distanceBase.length) throw new Unreadable('a distance that is none');
    bits >>>= farEntry & 15;
    count -= farEntry & 15;
    if (count < 15) more();
    const farBits = distanceExtra[farEntry >> 4] as number;
    let from = done - (distanceBase[farEntry >> 4] as number) - (bits & ((1 << farBits) - 1));
    bits >>>= farBits;
    count -= farBits;
    if (stop > room) throw new Unreadable('content is not as long as it says');
    if (from < -dictionary.length) throw new Unreadable('a distance to before the beginning');
    for (; from < 0 && done < stop; from++, done++) out[done] = dictionary[dictionary.length + from] as number;
    for (; done < stop; from++, done++) out[done] = out[from] as number;
  }
  Object.assign(state, { at, bits, count, done });
}

function copyStored(state: Inflating): void {
  take(state, state.count & 7);
  const [size, check] = [take(state, 16), take(state, 16)];
  const from = state.at - (state.count >> 3);
  const part = state.data.subarray(from, from + size);
  if (size !== (~check & 0xffff) || part.length < size || state.done + size > state.out.length)
    throw new Unreadable('a stored block that is not one');
  state.out.set(part, state.done);
  Object.assign(state, { at: from + size, bits: 0, count: 0, done: state.done + size });
}

function readFixed(): void {
  lengthsOfCodes.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288, 320);
  fillCodes(literals, lengthsOfCodes.subarray(0, 288));
  fillCodes(distances, lengthsOfCodes.subarray(288, 320));
}

/** The codes of a block that brings its own (3.2.7). */
function readCodes(state: Inflating): void {
  const [literalCount, distanceCount, given] = [take(state, 5) + 257, take(state, 5) + 1, take(state, 4) + 4];
  const all = lengthsOfCodes.fill(0);
  for (const symbol of lengthOrder.slice(0, given)) all[symbol] = take(state, 3);
  fillCodes(literals, all.subarray(0, 19));
  const { entries, mask } = literals;
  const total = literalCount + distanceCount;
  for (let at = 0; at < total; ) {
    fill(state, 16);
    const entry = entries[state.bits & mask] as number;
    if (entry === 0) throw new Unreadable('a code that stands for nothing');
    take(state, entry & 15);
    const symbol = entry >> 4;
    if (symbol < 16) {
      all[at] = symbol;
      at += 1;
      continue;
    }
    const before = symbol === 16 ? (all[at - 1] ?? 0) : 0;
    const times = symbol === 16 ? 3 + take(state, 2) : symbol === 17 ? 3 + take(state, 3) : 11 + take(state, 7);
    if (at + times > total || (symbol === 16 && at === 0)) throw new Unreadable('more codes than symbols');
    all.fill(before, at, at + times);
    at += times;
  }
  fillCodes(distances, all.subarray(literalCount, total));
  fillCodes(literals, all.subarray(0, literalCount));
}
