/**
 * Identifiers. In memory they are strings (UUIDs in canonical lower-case form, hashes in hexadecimal), on disk and wire
 * 16 bytes each.
 */
import { fromHex, toHex } from './bytes.ts';
import type { Clock, Random } from './ports.ts';

/** UUIDv7 of a record, made on the device. */
export type RecordId = string;
/** UUID of a scope: the unit of access and of sync. */
export type ScopeId = string;
/** UUID of a person (a profile) known to the hub. */
export type PersonId = string;
/** UUID of an enrolled installation. */
export type DeviceId = string;
/** UUID of one unbroken life of a device's local store. */
export type IncarnationId = string;
/** First 16 bytes of the SHA-256 of an operation's header, in hexadecimal. */
export type OperationId = string;
/** UUID that ties the operations of one user action together. */
export type TransactionId = string;

/** Bytes of each of them on disk and wire. */
export const idBytes = 16;

/** A new UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits. */
export function uuidv7(clock: Clock, random: Random): string {
  const bytes = random.bytes(idBytes);
  let time = Math.max(0, Math.floor(clock.now()));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return uuidOfBytes(bytes);
}

/** Canonical text of 16 bytes. */
export function uuidOfBytes(bytes: Uint8Array): string {
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The 16 bytes of a canonical UUID. Throws when the text is none: check with {@link isUuid} first. */
export function bytesOfUuid(uuid: string): Uint8Array {
  if (!isUuid(uuid)) throw new Error(`Not a UUID: ${uuid}`);
  return fromHex(uuid.replaceAll('-', ''));
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}
