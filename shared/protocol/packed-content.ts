/** Content of batches and pages, deflated when that pays, and inflated again without trusting the length it names. */
import { deflateSync, Inflate } from 'fflate';
import { concat } from '../base/bytes.ts';
import { type ByteReader, createByteReader, Unreadable } from './byte-reader.ts';
import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { contentLimit } from './limits.ts';

/** Below this many bytes deflating costs more time than it saves link. */
const worthDeflating = 120;
/** One slice of input inflates to at most 1,032 times its size, so this bounds what a bomb can make us hold. */
const inflateSlice = 4_096;

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

/** The content again. Throws {@link Unreadable} for anything but what packContent made. */
export function unpackContent(packed: Uint8Array): Uint8Array {
  const reader: ByteReader = createByteReader(packed);
  const method = reader.byte();
  const length = reader.count(contentLimit, 'bytes of content');
  const data = reader.bytes(reader.left);
  if (method === plain && data.length === length) return data;
  if (method !== deflated) throw new Unreadable('packed in an unknown way');
  return inflate(data, length);
}

function inflate(data: Uint8Array, length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Inflate((piece, final) => {
    size += piece.length;
    if (size > length) throw new Unreadable('content is longer than it says');
    pieces.push(piece.slice());
    ended = final;
  });
  try {
    for (let at = 0; at < data.length; at += inflateSlice) {
      stream.push(data.subarray(at, at + inflateSlice), at + inflateSlice >= data.length);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('content does not inflate');
  }
  if (!ended || size !== length) throw new Unreadable('content is shorter than it says');
  return concat(...pieces);
}
