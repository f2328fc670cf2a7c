/**
 * SHA-256 and its HMAC over many short inputs: a first pull makes five hashes of an operation, a million and more. The kept library makes
 * an instance, a buffer and views for each, which cost more than the hashing. Invariant: the bytes are those of the kept library
 * (the tests compare every length); what is not hashed by the thousand goes there.
 */

const blockSize = 64;
/** In the last block, behind the content: a bit that ends it, and its length in eight bytes. */
const lengthAt = blockSize - 8;

// FIPS 180-4, 4.2.2 and 5.3.3.
const roundConstants = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
const beginning = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** The hash under way. Nothing here waits, so nothing interleaves. */
const state = new Int32Array(8);
const words = new Int32Array(64);
const rest = new Uint8Array(blockSize);
/** Bytes in `rest`. */
let held = 0;
/** Bytes that were hashed altogether. */
let length = 0;

/** Writes the SHA-256 of parts, one after the other, into 32 bytes, which may be one of the parts; returns them. */
export function sha256Into(digest: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  begin(beginning, 0);
  for (const part of parts) add(part);
  return endInto(digest);
}

/** A key as its MACs begin with it: the states behind its two blocks. */
export interface MacKey {
  readonly inner: Int32Array;
  readonly outer: Int32Array;
}

/** Prepares a key of at most 64 bytes (RFC 2104). */
export function macKeyOf(key: Uint8Array): MacKey {
  if (key.length > blockSize) throw new Error(`A key of ${key.length} bytes`);
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const block = new Uint8Array(blockSize).fill(pad);
    for (const [at, byte] of key.entries()) block[at] = pad ^ byte;
    begin(beginning, 0);
    add(block);
    return state.slice();
  }) as [Int32Array, Int32Array];
  return { inner, outer };
}

/** Writes the HMAC-SHA-256 of a message into 32 bytes; returns them. */
export function macInto(digest: Uint8Array, { inner, outer }: MacKey, message: Uint8Array): Uint8Array {
  begin(inner, blockSize);
  add(message);
  endInto(digest);
  begin(outer, blockSize);
  add(digest);
  return endInto(digest);
}

function begin(from: Int32Array, hashed: number): void {
  state.set(from);
  held = 0;
  length = hashed;
}

function add(part: Uint8Array): void {
  const { length: end } = part;
  length += end;
  let at = 0;
  if (held > 0) {
    while (held < blockSize && at < end) rest[held++] = part[at++] as number;
    if (held < blockSize) return;
    compress(rest, 0);
    held = 0;
  }
  for (; at + blockSize <= end; at += blockSize) compress(part, at);
  while (at < end) rest[held++] = part[at++] as number;
}

function endInto(digest: Uint8Array): Uint8Array {
  rest[held++] = 0x80;
  if (held > lengthAt) {
    rest.fill(0, held);
    compress(rest, 0);
    held = 0;
  }
  rest.fill(0, held, lengthAt);
  writeWord(rest, lengthAt, Math.floor(length / 0x2000_0000));
  writeWord(rest, lengthAt + 4, length << 3);
  compress(rest, 0);
  for (let at = 0; at < 8; at++) writeWord(digest, at * 4, state[at] as number);
  return digest;
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

/** FIPS 180-4, 6.2.2: takes one block into the state. */
function compress(bytes: Uint8Array, from: number): void {
  for (let i = 0, at = from; i < 16; i++, at += 4) {
    words[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let i = 16; i < 64; i++) {
    const w15 = words[i - 15] as number;
    const w2 = words[i - 2] as number;
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    words[i] = (s1 + (words[i - 7] as number) + s0 + (words[i - 16] as number)) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const sigma1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + sigma1 + (g ^ (e & (f ^ g))) + (roundConstants[i] as number) + (words[i] as number)) | 0;
    const sigma0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (sigma0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
  state[4] = ((state[4] as number) + e) | 0;
  state[5] = ((state[5] as number) + f) | 0;
  state[6] = ((state[6] as number) + g) | 0;
  state[7] = ((state[7] as number) + h) | 0;
}
