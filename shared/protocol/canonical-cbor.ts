/**
 * Canonical CBOR (RFC 8949, 4.2.1) of values: one value, one sequence of bytes, because operation ids are hashes over it.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import type { z } from 'zod';
import { equalBytes, textOfUtf8 } from '../base/bytes.ts';
import type { Json } from '../base/json.ts';
import { Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { depthLimit } from './limits.ts';
import { writeCanonical } from './write-canonical.ts';

const loneSurrogate = /\p{Surrogate}/gu;

/** The canonical bytes of a value. */
export function encodeCanonical(value: unknown): Uint8Array {
  writer.clear();
  return writeCanonical(writer, value) ? writer.finish() : encode(value, rfc8949EncodeOptions);
}

/** Nothing here waits, so nothing interleaves. */
const writer = createByteWriter(1_024);

/** The value of canonical bytes. Throws {@link Unreadable} when they are anything else, or nest too deeply. */
export function decodeCanonical(bytes: Uint8Array): Json {
  const text = textIn(bytes);
  if (text !== null) return text;
  const value = decodeValue(bytes) as Json;
  if (!equalBytes(encodeCanonical(value), bytes)) throw new Unreadable('value is not canonical');
  return value;
}

/**
 * The text that canonical bytes stand for, null for whatever the general decoder has to look at: nearly every value is a text, whose
 * canonical bytes are a head of the shortest form and well-formed UTF-8, of which there is one for each text.
 */
function textIn(bytes: Uint8Array): string | null {
  const head = bytes[0] ?? 0;
  const next = bytes[1] ?? 0;
  const start = head === 0x79 ? 3 : head === 0x78 ? 2 : 1;
  const length = head === 0x79 ? next * 0x100 + (bytes[2] ?? 0) : head === 0x78 ? next : head - 0x60;
  // A longer head than the length asks for is not canonical; lengths of four bytes are rare.
  const least = start === 3 ? 0x100 : start === 2 ? 24 : 0;
  if (length < least || (start === 1 && length > 23) || bytes.length !== start + length) return null;
  // A byte-order mark would be dropped.
  if (bytes[start] === 0xef && bytes[start + 1] === 0xbb) return null;
  return textOfUtf8(bytes.subarray(start));
}

/** What a schema reads in canonical bytes, byte strings included. Throws {@link Unreadable} for anything else. */
export function decodeCanonicalAs<T>(bytes: Uint8Array, schema: z.ZodType<T>): T {
  const value = decodeValue(bytes);
  if (!equalBytes(encodeCanonical(value), bytes)) throw new Unreadable('value is not canonical');
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Unreadable(parsed.error.issues[0]?.message ?? 'another value');
  return parsed.data;
}

/** The value of CBOR bytes, canonical or not. Throws {@link Unreadable}. */
export function decodeValue(bytes: Uint8Array): unknown {
  if (nestsTooDeeply(bytes)) throw new Unreadable('value nests too deeply');
  try {
    return decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
      rejectDuplicateMapKeys: true,
    });
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : 'not CBOR');
  }
}

/**
 * A value as it will read after a journey: keys in canonical order, no negative zero, no lone surrogates, no leading
 * byte-order marks, no undefined members. Both ends of a journey then hold equal values.
 */
export function normaliseValue(value: Json): Json {
  switch (typeof value) {
    case 'string':
      return value.replace(loneSurrogate, '\ufffd').replace(/^\ufeff+/, '');
    case 'number':
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      if (value === null) return null;
      // Decoders drop a byte-order mark at the start of a text, and encoders replace lone surrogates.
      return decode(encodeCanonical(JSON.parse(JSON.stringify(value).replace(/"\ufeff+/g, '"')))) as Json;
    default:
      return value;
  }
}

/** True when a value has more levels than we accept, found without recursion. */
function nestsTooDeeply(bytes: Uint8Array): boolean {
  // Each level costs at least one byte of array or map head, so short inputs need no look.
  if (bytes.length <= depthLimit) return false;
  const open: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = bytes[at++] as number;
    const major = head >> 5;
    const info = head & 0x1f;
    let argument = info;
    if (info >= 24) {
      const size = info > 27 ? 0 : 1 << (info - 24);
      argument = 0;
      for (let i = 0; i < size; i++) argument = argument * 256 + (bytes[at + i] ?? 0);
      at += size;
    }
    if (major === 2 || major === 3) at += argument;
    const children = major === 4 ? argument : major === 5 ? argument * 2 : major === 6 ? 1 : 0;
    if (children > 0) {
      open.push(children);
      if (open.length > depthLimit) return true;
      continue;
    }
    while (open.length > 0) {
      const rest = (open.pop() as number) - 1;
      if (rest > 0) {
        open.push(rest);
        break;
      }
    }
  }
  return false;
}
