/** The status list of a key ([CT7]; W3C Bitstring Status List 1.0, 2.2 and 3). */
import { gzipSync } from 'fflate';
import type { RecordId } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/ports.ts';
import { base64UrlOf } from '../badge/base64url.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { placesInList, urnOf } from './certificate.ts';

/** An unsigned list in which these places are set. */
export function composeList(key: RecordId, did: string, places: Iterable<number>, at: number): JsonObject {
  const bits = new Uint8Array(placesInList / 8);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: urnOf(key),
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: did,
    validFrom: `${new Date(at).toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: `${urnOf(key)}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      // Without a time in its head the same list is the same text.
      encodedList: `u${base64UrlOf(gzipSync(bits, { mtime: 1 }))}`,
    },
  };
}

/** The places of a key that are set: of what was revoked, and of what another certificate replaced. */
export function setPlaces(
  key: RecordId,
  certificates: readonly CatalogueEntry[],
  revocations: readonly CatalogueEntry[],
): Set<number> {
  const replaced = new Set(certificates.map(({ values }) => values['replaces']));
  const gone = [
    ...revocations.filter(({ values }) => values['certificateKey'] === key),
    ...certificates.filter(({ id, values }) => values['certificateKey'] === key && replaced.has(id)),
  ];
  return new Set(gone.map(({ values }) => values['statusPlace']).filter(isPlace));
}

/** The places of a key that a certificate or a revocation here has. */
export function takenPlaces(key: RecordId, entries: readonly CatalogueEntry[]): Set<number> {
  const own = entries.filter(({ values }) => values['certificateKey'] === key);
  return new Set(own.map(({ values }) => values['statusPlace']).filter(isPlace));
}

const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < placesInList;

/** A place at random that nobody has, and takes it. */
export function drawPlace(taken: Set<number>, random: Random): number {
  if (taken.size >= placesInList) throw new Error('The status list is full: another key has to sign');
  for (;;) {
    const [a = 0, b = 0, c = 0] = random.bytes(3);
    const place = ((a << 16) | (b << 8) | c) % placesInList;
    if (taken.has(place)) continue;
    taken.add(place);
    return place;
  }
}
