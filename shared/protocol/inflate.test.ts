import { deflateRawSync } from 'node:zlib';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { seeded } from '../../test/sim/seeded.ts';
import { emptyBlocks } from '../../test/support/empty-blocks.ts';
import { concat, utf8 } from '../base/bytes.ts';
import { Unreadable } from './byte-reader.ts';
import { inflateExactly } from './inflate.ts';

const random = seeded(26);
const below = (most: number) => new DataView(random.bytes(4).buffer).getUint32(0) % most;

/** Bytes with repetitions near and far, of few or many kinds. */
function content(most: number): Uint8Array {
  const out = new Uint8Array(below(most));
  const kinds = 1 + below(256);
  for (let at = 0; at < out.length; at++) {
    const repeats = at > 0 && below(3) > 0;
    out[at] = repeats ? (out[at - 1 - below(Math.min(at, 5_000))] as number) : below(kinds);
  }
  return out;
}

/** As it comes out; why not, where it does not. */
function inflated(...args: Parameters<typeof inflateExactly>): Uint8Array | string {
  try {
    return inflateExactly(...args);
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

test('what two encoders deflated at any level comes out as it was, with a dictionary and without', () => {
  for (let round = 0; round < 40; round++) {
    const [whole, level] = [content(round < 35 ? 1_500 : 40_000), below(10)];
    const dictionary = whole.slice(0, whole.length >> 2);
    const ways = [
      deflateSync(whole, { level: level as 6 }),
      deflateRawSync(whole, { level }),
      // Codes that all know; codes for bytes alone.
      deflateRawSync(whole, { strategy: 4 }),
      deflateRawSync(whole, { strategy: 2 }),
    ];
    for (const packed of ways) expect(inflateExactly(packed, whole.length)).toEqual(whole);
    if (dictionary.length === 0) continue;
    const leaning = deflateSync(whole, { level: 6, dictionary });
    expect(inflateExactly(leaning, whole.length, dictionary)).toEqual(whole);
  }
});

test('what is cut off, longer or shorter than it says, or begins before its beginning is refused', () => {
  const whole = utf8('evacuate, evacuate, evacuate, and count');
  const packed = deflateSync(whole, { level: 6 });
  for (const off of [-1, 1]) expect(inflated(packed, whole.length + off)).toMatch(/not as long as it says/);
  const leaning = deflateSync(whole, { level: 6, dictionary: whole });
  expect(inflated(leaning, whole.length, whole)).toEqual(whole);
  for (const dictionary of [undefined, whole.subarray(1)])
    expect(inflated(leaning, whole.length, dictionary)).toMatch(/before the beginning/);
  for (let end = 0; end < packed.length; end++) {
    expect(inflated(packed.subarray(0, end), whole.length)).toBeTypeOf('string');
  }
});

test('damaged bytes give what they say or a refusal, and nothing else', () => {
  const whole = content(2_000);
  for (let round = 0; round < 400; round++) {
    const packed = deflateSync(whole, { level: 6 });
    packed[below(packed.length)] = below(256);
    const said = inflated(packed, whole.length);
    if (typeof said !== 'string') expect(said).toHaveLength(whole.length);
  }
});

test('[SY26] blocks without end are given up after the sixteenth, however much is claimed', () => {
  const bomb = emptyBlocks(64 * 1024);
  for (const claimed of [0, 64 * 1024, 32 * 1024 * 1024]) expect(inflated(bomb, claimed)).toMatch(/more blocks/);
});

test('[SY26] a block for each 8,192 bytes that came out, and sixteen: no more', () => {
  const stored = (size: number, isLast: boolean) =>
    concat(Uint8Array.of(isLast ? 1 : 0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255), new Uint8Array(size));
  const of = (sizes: readonly number[]) => concat(...sizes.map((size, at) => stored(size, at === sizes.length - 1)));
  const nothings = (count: number) => new Array<number>(count).fill(0);
  expect(inflated(of(nothings(16)), 0)).toHaveLength(0);
  expect(inflated(of(nothings(17)), 0)).toMatch(/more blocks/);
  expect(inflated(of([8_192, ...nothings(16)]), 8_192)).toHaveLength(8_192);
  expect(inflated(of([8_191, ...nothings(16)]), 8_191)).toMatch(/more blocks/);
  // The bytes count from where they came out on, not from where they were promised.
  expect(inflated(of([...nothings(17), 60_000]), 60_000)).toMatch(/more blocks/);
});
