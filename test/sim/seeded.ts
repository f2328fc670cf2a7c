/** One seed, one stream of numbers: everything random in a simulated world comes from here. */
import type { Random } from '../../shared/base/ports.ts';

export interface Seeded extends Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, below). */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** An independent stream, so that one part of a world does not disturb another. */
  fork(): Seeded;
}

/** sfc32 (PractRand), seeded from one integer; 32 bits a step, 2^128 states. */
export function seeded(seed: number): Seeded {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88;
  let c = 0xb7e15162 ^ (seed >>> 3);
  let counter = 1;
  const next32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next32();
  const source: Seeded = {
    next: () => next32() / 4_294_967_296,
    below: (below) => Math.floor((next32() / 4_294_967_296) * below),
    chance: (probability) => next32() / 4_294_967_296 < probability,
    pick: (items) => items[source.below(items.length)] as (typeof items)[number],
    fork: () => seeded(next32()),
    bytes: (count) => Uint8Array.from({ length: count }, () => next32() & 0xff),
  };
  return source;
}
