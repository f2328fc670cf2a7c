/**
 * A batch as it passes from laptop to laptop ([RM4]): the certificate of the device that signed it, then the batch. The bytes
 * are the same on every disk and every line that they ever come to, so that whoever has them can show who signed what.
 *
 *     0 length of the certificate (4, big-endian) | 4 certificate | payload of a batch frame
 */
import { concat } from '../base/bytes.ts';
import type { Result } from '../base/result.ts';
import { type DecodedBatch, decodeBatch, openBatch } from './batch.ts';
import { Unreadable } from './byte-reader.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';

export interface ShelvedBatch {
  /** The statement of the hub about the device that signed; nothing of it is verified here. */
  readonly certificate: Uint8Array;
  readonly batch: DecodedBatch;
}

/** The payload of a shelved frame. */
export function joinShelved(certificate: Uint8Array, batch: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, certificate.length);
  return concat(length, certificate, batch);
}

/** Reads one with at most `limit` bytes of content. A batch that names places is refused ([OP6]). Never throws. */
export function openShelved(payload: Uint8Array, limit?: number): Result<ShelvedBatch, BytesUnreadable> {
  const parts = partsOf(payload);
  if (!parts.ok) return parts;
  const { certificate, batch } = parts.value;
  const decoded = decodeBatch(batch, limit);
  return decoded.ok ? { ok: true, value: { certificate, batch: decoded.value } } : decoded;
}

/** The scope of one, without reading its operations. Never throws. */
export function scopeOfShelved(payload: Uint8Array): Result<string, BytesUnreadable> {
  const parts = partsOf(payload);
  if (!parts.ok) return parts;
  const opened = openBatch(parts.value.batch);
  return opened.ok ? { ok: true, value: opened.value.scope } : opened;
}

/** The batch alone, as a hub reads it. */
export function batchInShelved(payload: Uint8Array): Uint8Array {
  const parts = partsOf(payload);
  return parts.ok ? parts.value.batch : new Uint8Array();
}

function partsOf(payload: Uint8Array) {
  return readSafely(() => {
    if (payload.length < 4) throw new Unreadable('ends before it begins');
    const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
    if (length > payload.length - 4) throw new Unreadable('certificate is cut off');
    return { certificate: payload.subarray(4, 4 + length), batch: payload.subarray(4 + length) };
  });
}
