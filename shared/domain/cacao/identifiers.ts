/** Identifiers of CACAO 2.0 (`type--uuid`, section 10.10): checked, and made from whatever a file has instead. */
import { sha1 } from '@noble/hashes/legacy.js';
import { concat, utf8 } from '../../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../../base/ids.ts';

const identifierPattern =
  /^[a-z][a-z0-9-]+[a-z0-9]--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;

export function isIdentifier(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 300 && identifierPattern.test(text);
}

/** The type in front of an identifier's UUID, or null: `action--...` is of type `action`. */
export function typeOfIdentifier(text: string): string | null {
  const at = text.lastIndexOf('--');
  return at > 0 ? text.slice(0, at) : null;
}

/** Name space of the UUIDs that Waypost derives for CACAO. */
const nameSpace = bytesOfUuid('5f0c3a52-8d1e-4b6a-9c47-2e7b1a90d3f6');

/**
 * An identifier derived from a name, always the same for the same name (UUID version 5: the schemas of CACAO admit no
 * later version than 5, so record ids, which are version 7, cannot be used as they are).
 */
export function derivedIdentifier(type: string, name: string): string {
  const bytes = sha1(concat(nameSpace, utf8(name))).slice(0, 16);
  bytes[6] = 0x50 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return `${type}--${uuidOfBytes(bytes)}`;
}
