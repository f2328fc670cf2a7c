/** Whether a certificate was revoked, by a Bitstring Status List that somebody brought along. */
import { Gunzip } from 'fflate';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { BadgeFault, type CheckState, offline, shown } from './badge-verdict.ts';
import { bytesOfBase64Url } from './base64url.ts';
import { readStatusList, type StatusList } from './credential-schema.ts';
import { checkProof, issuerOf } from './proof.ts';
import type { PublicKey } from './public-key.ts';
import type { ReadCredential } from './read-badge-file.ts';
import { dateFault } from './validity.ts';

/** Bitstring Status List 1.0, 3.2: a list has at least 131,072 places, so that nobody is told apart by its length. */
const leastBytes = 131_072 / 8;
/** 64 million certificates; a packed list that grows beyond is hostile. */
const mostBytes = 8 * 1024 * 1024;

export interface Revocation {
  readonly state: CheckState;
  /** For people: "revocation checked as of ..." or "revocation not checked: ...". */
  readonly text: string;
  readonly fault: string | null;
}

interface Entry {
  readonly list: string;
  readonly index: number;
  readonly purpose: string;
}

export interface Asked {
  readonly credential: JsonObject;
  /** The list that the person gave; null when none. */
  readonly list: ReadCredential | null;
  readonly now: number;
  readonly trusted: PublicKey | null;
}

/** Looks a certificate up in a list ([BV6]). Without a list nothing is asked of anybody, and that is said. */
export async function checkRevocation({ credential, list, now, trusted }: Asked): Promise<Revocation> {
  const stated = ([credential['credentialStatus'] ?? []].flat() as readonly Json[]).map((each) =>
    isJsonObject(each) ? each : {},
  );
  if (stated.length === 0) return open('the certificate names no status list');
  const entries = stated.map(entryOf);
  const foreign = stated.find((_, at) => entries[at] === null);
  if (foreign !== undefined) return open(`a status of the kind "${shown(foreign['type'])}" ${offline}`);
  if (list === null) return open('no status list was given (--status)');
  if (issuerOf(list.credential) !== issuerOf(credential)) return refuse('the status list is of another issuer');
  const proof = await checkProof(list, now, trusted);
  if (proof.findings[0] !== undefined) return refuse(`the status list cannot be believed: ${proof.findings[0].text}`);
  const { value, faults } = readStatusList(list.credential);
  if (value === null) return refuse(`the status list is none: ${faults[0]}`);
  const late = dateFault(value, now);
  if (late !== null) return refuse(`the status list cannot be used: ${late}`);
  return lookUp(entries as readonly Entry[], value, list);
}

function lookUp(entries: readonly Entry[], list: StatusList, read: ReadCredential): Revocation {
  const mine = entries.filter((entry) => entry.list === list.id);
  if (mine.length === 0) return refuse('the status list is not the one that the certificate names');
  if (mine.length < entries.length) return open('the certificate names several status lists, and only one was given');
  const asOf = dateOf(list, read);
  const bits = unpack(list.credentialSubject.encodedList);
  for (const { index, purpose } of mine) {
    if (!list.credentialSubject.statusPurpose.includes(purpose))
      return refuse(`the status list is not about "${shown(purpose)}"`);
    const byte = bits[index >> 3];
    if (byte === undefined) return refuse('the status list is too short for the certificate');
    // The first place is the highest bit of the first byte (3.2).
    if ((byte >> (7 - (index & 7))) & 1) {
      const text = `${purpose === 'suspension' ? 'suspended' : 'revoked'} as of ${asOf}`;
      return { state: false, text: `revocation checked as of ${asOf}`, fault: `the certificate is ${text}` };
    }
  }
  return { state: true, text: `revocation checked as of ${asOf}`, fault: null };
}

/** An entry that a list here can answer; null for other kinds and for lists of more than one bit a place. */
function entryOf(status: JsonObject): Entry | null {
  const { type, statusListCredential: list, statusListIndex: index, statusPurpose: purpose, statusSize: size } = status;
  if (type !== 'BitstringStatusListEntry' || typeof list !== 'string') return null;
  if (purpose !== 'revocation' && purpose !== 'suspension') return null;
  if (size !== undefined && size !== 1) return null;
  if (!/^\d{1,9}$/.test(String(index))) return null;
  return { list, index: Number(index), purpose };
}

/** The day of a list is when it came into force, or else when it was signed. */
function dateOf(list: StatusList, read: ReadCredential): string {
  const proof = [read.credential['proof'] ?? []].flat()[0] as { readonly created?: unknown } | undefined;
  const issued = read.token?.claims['iat'];
  const date = list.validFrom ?? list.issuanceDate ?? proof?.created;
  if (date !== undefined) return shown(date);
  return typeof issued === 'number' ? new Date(issued * 1000).toISOString() : 'an unknown date';
}

/** The bits of a list: `u`, base64url, gzip (Bitstring Status List 1.0, 2.2). Grows no further than the limit. */
function unpack(encoded: string): Uint8Array {
  const packed = encoded.startsWith('u') ? bytesOfBase64Url(encoded.slice(1)) : null;
  if (packed === null) throw new BadgeFault('the status list is not in base64url');
  const bits = new Uint8Array(mostBytes);
  let length = 0;
  let isDone = false;
  const gunzip = new Gunzip((piece, final) => {
    if (length + piece.length > mostBytes) throw new BadgeFault('the status list is too long');
    bits.set(piece, length);
    length += piece.length;
    isDone ||= final;
  });
  try {
    for (let at = 0; at < packed.length; at += 1024)
      gunzip.push(packed.subarray(at, at + 1024), at + 1024 >= packed.length);
  } catch (error) {
    throw error instanceof BadgeFault ? error : new BadgeFault('the status list cannot be unpacked');
  }
  if (!isDone) throw new BadgeFault('the status list ends early');
  if (length < leastBytes) throw new BadgeFault('the status list is shorter than the standard allows');
  return bits.subarray(0, length);
}

const open = (why: string): Revocation => ({ state: null, text: `revocation not checked: ${why}`, fault: null });
const refuse = (why: string): Revocation => ({ state: false, text: `revocation not checked: ${why}`, fault: why });
