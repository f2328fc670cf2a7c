/** Content of batches and pages, deflated when that pays, and inflated again without trusting the length it names. */
import { deflateSync } from 'fflate';
import { type ByteReader, createByteReader, NoRoom, Unreadable } from './byte-reader.ts';
import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { inflateExactly } from './inflate.ts';
import { contentLimit } from './limits.ts';

/** Below this many bytes deflating costs more time than it saves link. */
const worthDeflating = 120;
/** The best that deflate can do: 258 bytes for 2 bits. */
const bestRatio = 1_032;
/**
 * By how many bytes what is deflated may be longer than what it holds. Nobody deflates what does not become less, and each byte that
 * goes in costs time whatever comes out: blocks that hold nothing bring a table of 32,768 entries in 30 bytes.
 */
const slack = 64;

const plain = 0;
const deflated = 1;

/** The content with one byte that says how it is packed, and its length. */
export function packContent(content: Uint8Array): Uint8Array {
  const writer: ByteWriter = createByteWriter(content.length + 8);
  const small = content.length >= worthDeflating ? deflateSync(content, { level: 6 }) : content;
  const pays = small.length < content.length;
  writer.byte(pays ? deflated : plain);
  writer.varint(content.length);
  writer.bytes(pays ? small : content);
  return writer.finish();
}

/** The content again, of at most `limit` bytes: {@link NoRoom} of more. Throws {@link Unreadable} for anything but what packContent made. */
export function unpackContent(packed: Uint8Array, limit = contentLimit): Uint8Array {
  const reader: ByteReader = createByteReader(packed);
  const method = reader.byte();
  const length = reader.count(contentLimit, 'bytes of content');
  if (length > limit) throw new NoRoom('more content than there is room for');
  const data = reader.bytes(reader.left);
  if (method === plain && data.length === length) return data;
  if (method !== deflated) throw new Unreadable('packed in an unknown way');
  return inflate(data, length);
}

/** Bytes inflated to exactly `length`, whatever they claim. Throws {@link Unreadable}. */
export function inflate(data: Uint8Array, length: number, dictionary?: Uint8Array): Uint8Array {
  // Deflate cannot do better: a length that claims more is a lie, and nothing is allocated for it.
  if (length > data.length * bestRatio) throw new Unreadable('content is shorter than it says');
  if (data.length > length + slack) throw new Unreadable('content is longer packed than unpacked');
  return inflateExactly(data, length, dictionary);
}
