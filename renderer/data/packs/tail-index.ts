/**
 * Where an id may be found, in eight bytes an id: a hash table from the last 32 bits of ids to numbers. It may name too
 * many places, never too few: whoever asks looks there.
 */

/** The end of an id that makes its tail, in bytes. */
export const tailBytes = 4;

/** The last 32 bits of an id in hexadecimal: random in hashes and in UUIDs alike. */
export function tailOf(id: string): number {
  return Number.parseInt(id.slice(-8), 16) >>> 0;
}

const smallest = 1_024;

export class TailIndex {
  #tails = new Uint32Array(smallest);
  /** The number plus one; 0 is an empty place. */
  #numbers = new Uint32Array(smallest);
  #size = 0;

  /** Adds a number to an id's tail; adding it again changes nothing. */
  add(tail: number, number: number): void {
    if (this.#size * 2 >= this.#tails.length) this.#grow();
    const mask = this.#tails.length - 1;
    let at = spread(tail) & mask;
    for (; this.#numbers[at] !== 0; at = (at + 1) & mask) {
      if (this.#tails[at] === tail && this.#numbers[at] === number + 1) return;
    }
    this.#tails[at] = tail;
    this.#numbers[at] = number + 1;
    this.#size += 1;
  }

  /** Whether any number was added to a tail. */
  has(tail: number): boolean {
    const mask = this.#tails.length - 1;
    for (let at = spread(tail) & mask; this.#numbers[at] !== 0; at = (at + 1) & mask) {
      if (this.#tails[at] === tail) return true;
    }
    return false;
  }

  /** The numbers that were added to a tail. */
  find(tail: number): number[] {
    const found: number[] = [];
    const mask = this.#tails.length - 1;
    for (let at = spread(tail) & mask; this.#numbers[at] !== 0; at = (at + 1) & mask) {
      if (this.#tails[at] === tail) found.push((this.#numbers[at] as number) - 1);
    }
    return found;
  }

  #grow(): void {
    const [tails, numbers] = [this.#tails, this.#numbers];
    this.#tails = new Uint32Array(tails.length * 2);
    this.#numbers = new Uint32Array(tails.length * 2);
    this.#size = 0;
    for (const [at, number] of numbers.entries()) if (number !== 0) this.add(tails[at] as number, number - 1);
  }
}

/** Tests and counters make ids whose tails are near each other; Fibonacci hashing takes them apart. */
function spread(tail: number): number {
  const mixed = Math.imul(tail, 0x9e37_79b1) >>> 0;
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
