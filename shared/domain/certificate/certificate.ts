/**
 * A certificate that a centre issued, and the word that takes one back. The credential is signed whole: what lists show of it
 * stands in fields beside it, and counts only as far as the credential says the same ({@link readCertificate}).
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { declareRecord, type RecordView } from '../declare-record.ts';
import { date, json, number, reference, text } from '../field.ts';

/** How many places a status list has: the least that the standard allows. */
export const placesInList = 131_072;

export const certificate = declareRecord({
  type: 'certificate',
  version: 1,
  parent: 'person',
  appendOnly: true,
  hasScreen: true,
  // It names the person, and more: whoever is erased has none ([ER3]).
  personal: true,
  fields: {
    person: reference({ listed: true }),
    session: reference({ listed: true }),
    course: reference({ listed: true }),
    /** The record of the key that signed it. */
    certificateKey: reference({ listed: true }),
    /** Its place in the status list of that key. */
    statusPlace: number({ listed: true }),
    issuedOn: date({ listed: true }),
    /** The last day, included; absent when it does not end. */
    validUntil: date({ listed: true }),
    /** The certificate that it stands in the place of, and why. */
    replaces: reference({ listed: true }),
    reason: text({ listed: true, max: 500 }),
    by: text({ listed: true, max: 300 }),
    /** Signed, with its proof inside. */
    credential: json(),
    /** The short form for the square on paper, signed apart ([CT4]). */
    token: text({ max: 8_000 }),
  },
});
export type Certificate = RecordView<typeof certificate>;

/** That a certificate no longer holds. It keeps the place in the list, which stays set though the certificate was erased. */
export const certificateRevocation = declareRecord({
  type: 'certificate-revocation',
  version: 1,
  parent: 'person',
  appendOnly: true,
  fields: {
    person: reference({ listed: true }),
    certificate: reference({ listed: true }),
    certificateKey: reference({ listed: true }),
    statusPlace: number({ listed: true }),
    day: date({ listed: true }),
    reason: text({ listed: true, max: 500, personal: true }),
    by: text({ listed: true, max: 300 }),
  },
});

/** The name of a record inside a credential. */
export const urnOf = (record: string): string => `urn:uuid:${record}`;

/** The credential of a certificate, or null when it holds none or one that is about something else than its record says ([CT6]). */
export function readCertificate({ id, person, validUntil, credential }: Certificate): JsonObject | null {
  const value = credential as Json | undefined;
  if (value === undefined || !isJsonObject(value) || value['id'] !== urnOf(id)) return null;
  const subject = value['credentialSubject'];
  if (!isJsonObject(subject ?? null) || (subject as JsonObject)['id'] !== urnOf(person ?? '')) return null;
  const until = value['validUntil'];
  return (typeof until === 'string' ? until.slice(0, 10) : undefined) === validUntil ? value : null;
}
