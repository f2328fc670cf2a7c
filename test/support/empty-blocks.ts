/** A bomb of time and not of size: deflate that holds nothing, and costs whoever inflates it a table for each 30 bytes. */

/** In which order a block gives the lengths of the codes in which it gives its codes (RFC 1951, 3.2.7). */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const lengths: Readonly<Record<number, number>> = { 18: 1, 15: 2, 1: 2 };

/**
 * At least `size` bytes of raw deflate that inflate to none: blocks without content, each with a code of 15 bits, for which the
 * table of a decoder has 32,768 entries.
 */
export function emptyBlocks(size: number): Uint8Array {
  const out: number[] = [];
  let [byte, filled] = [0, 0];
  const put = (value: number, bits: number) => {
    for (let at = 0; at < bits; at++) {
      byte |= ((value >> at) & 1) << filled;
      filled += 1;
      if (filled < 8) continue;
      out.push(byte);
      [byte, filled] = [0, 0];
    }
  };
  const code = (bits: string) => {
    for (const bit of bits) put(Number(bit), 1);
  };
  while (out.length < size) {
    // Not the last, codes of its own: 257 literals and ends, one distance, 19 lengths.
    for (const [value, bits] of [
      [0, 1],
      [2, 2],
      [0, 5],
      [0, 5],
      [15, 4],
    ] as const)
      put(value, bits);
    for (const symbol of lengthOrder) put(lengths[symbol] ?? 0, 3);
    // A code of 15 bits for the first byte, none for 255 others, one of one bit for the end, one distance; then the end.
    code('11');
    for (const rest of [127, 106]) {
      code('0');
      put(rest, 7);
    }
    code('10');
    code('11');
    code('0');
  }
  // The last block: the codes that all know, and its end.
  put(1, 1);
  put(1, 2);
  put(0, 7);
  if (filled > 0) out.push(byte);
  return Uint8Array.from(out);
}
