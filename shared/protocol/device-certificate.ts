/**
 * The device certificate ([DC1] to [DC5]): the hub says under its key which device this is, who uses it with which roles,
 * until when, and for how many days what is marked may be read without a word from the hub. It verifies with nothing but the
 * hub's key, so that two devices may come to trust each other where there is no hub.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { fromHex, toHex } from '../base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { grantSchema, type HubKey } from '../domain/identity.ts';
import type { Grant, Role } from '../domain/policy/roles.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import type { Verify } from './hub-key.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';
import type { Revocation } from './revocation.ts';
import { decodeStatement, isStatedBy, readBody, type Statement } from './statement.ts';
import { wireHex, wireUuid } from './wire-ids.ts';

const day = 86_400_000;

/** How long a certificate counts. */
export const certificateLifeMs = 180 * day;

/** Days that an offline lease may have; what is marked higher has the shorter one. */
export const leaseBounds = { least: 30, most: 90 } as const;

/** A role of a newer hub is kept and gives no right here. */
const roleSchema = grantSchema.shape.roles.element;

const certificateSchema = z.object({
  hub: wireUuid,
  device: wireUuid,
  /** The device's Ed25519 public key. */
  publicKey: wireHex(32),
  /** The people who use it, each with what they may do where. */
  holders: z.array(
    z.object({
      person: wireUuid,
      grants: z
        .array(
          z.object({
            scope: wireUuid,
            roles: z.array(roleSchema).max(100),
            /** Of a role that ends by itself before the certificate does ([AR3]). */
            until: z.number().int().optional(),
            kinds: z.array(z.string().max(300)).max(100).optional(),
          }),
        )
        .max(10_000),
    }),
  ),
  /** Milliseconds since 1970, by the hub's clock. */
  issuedAt: z.number().int(),
  notAfter: z.number().int(),
  leaseDays: z.number().int().min(leaseBounds.least).max(leaseBounds.most),
});
export type DeviceCertificate = z.infer<typeof certificateSchema>;

export interface SignedCertificate {
  readonly certificate: DeviceCertificate;
  /** Its name: a fingerprint of what was signed, so that no two certificates share one ([DC2]). */
  readonly serial: string;
  readonly statement: Statement;
}

/** What the hub signs. */
export function certificateBody(certificate: DeviceCertificate): Uint8Array {
  return encodeCanonical(z.encode(certificateSchema, certificate));
}

/** Its holders out of a device's grants, always in the same order. */
export function holdersOf(persons: readonly string[], grants: readonly Grant[]): DeviceCertificate['holders'] {
  return [...persons].sort().map((person) => ({
    person,
    grants: grants
      .filter((grant) => grant.person === person)
      .map(({ scope, roles, until, kinds }) => ({
        scope,
        roles: [...roles].sort() as Role[],
        ...(until === undefined ? {} : { until }),
        ...(kinds === undefined ? {} : { kinds: [...kinds] }),
      }))
      .sort((a, b) => (a.scope === b.scope ? (a.until ?? 0) - (b.until ?? 0) : a.scope < b.scope ? -1 : 1)),
  }));
}

/** Reads a certificate and believes nothing yet: {@link verifyDeviceCertificate} does. */
export function readDeviceCertificate(bytes: Uint8Array): Result<SignedCertificate, BytesUnreadable> {
  const statement = decodeStatement(bytes);
  if (!statement.ok) return statement;
  return readSafely(() => ({
    certificate: readBody(statement.value, certificateSchema),
    serial: serialOf(statement.value.body),
    statement: statement.value,
  }));
}

export function serialOf(body: Uint8Array): string {
  return toHex(sha256(body).subarray(0, 16));
}

/** Why a certificate does not count, each a message of its own ([DC4]). */
export type CertificateRefusal =
  | Failure<'device-certificate-unreadable'>
  | Failure<'device-certificate-not-of-hub'>
  | Failure<'device-certificate-other-device'>
  | (Failure<'device-certificate-revoked'> & { readonly at: number; readonly by: string | null })
  | (Failure<'device-certificate-expired'> & { readonly notAfter: number })
  | (Failure<'device-certificate-not-yet-valid'> & {
      readonly issuedAt: number;
      /** Whole years by which this clock is behind: then it is the clock that is wrong. */
      readonly yearsBehind: number;
    });

export interface CertificateCheck {
  readonly hub: string;
  /** The hub's keys as this reader knows them, oldest first. The newest counts ([DC3]). */
  readonly keys: readonly HubKey[];
  /** Who is to be certified: another device's key or id is a refusal. */
  readonly device: { readonly id?: string; readonly publicKey: string };
  /** Milliseconds since 1970: the hub's time as it is known here. */
  readonly now: number;
  readonly revocations: readonly Revocation[];
  readonly verify: Verify;
}

/** Clocks differ by hours where nobody sets them; a certificate of today counts there too. */
const clockTolerance = day;
const year = 365 * day;

/** Whether a certificate says, under this hub's key, that this device may act now ([DC3], [DC4]). */
export async function verifyDeviceCertificate(
  bytes: Uint8Array,
  check: CertificateCheck,
): Promise<Result<SignedCertificate, CertificateRefusal>> {
  const read = readDeviceCertificate(bytes);
  if (!read.ok) return fail({ kind: 'device-certificate-unreadable' });
  const { certificate, serial, statement } = read.value;
  const isOfHub =
    certificate.hub === check.hub &&
    (await isStatedBy(check.hub, check.keys.slice(-1), 'device certificate', statement, check.verify));
  if (!isOfHub) return fail({ kind: 'device-certificate-not-of-hub' });
  const { device, now } = check;
  if (certificate.publicKey !== device.publicKey || (device.id ?? certificate.device) !== certificate.device) {
    return fail({ kind: 'device-certificate-other-device' });
  }
  const revoked = check.revocations.find((one) => isRevokedBy(one, { device: certificate.device, serial }));
  if (revoked !== undefined) {
    return fail({ kind: 'device-certificate-revoked', at: revoked.at, by: revoked.by });
  }
  const { issuedAt, notAfter } = certificate;
  if (now + clockTolerance < issuedAt) {
    const yearsBehind = Math.floor((issuedAt - now) / year);
    return fail({ kind: 'device-certificate-not-yet-valid', issuedAt, yearsBehind });
  }
  return now < notAfter ? ok(read.value) : fail({ kind: 'device-certificate-expired', notAfter });
}

/** Whether a revocation ends a certificate: its device as a whole, or this very certificate ([RV1]). */
function isRevokedBy(
  revocation: Pick<Revocation, 'device' | 'serial'>,
  { device, serial }: { readonly device: string; readonly serial: string },
): boolean {
  return revocation.serial === null ? revocation.device === device : revocation.serial === serial;
}

/** From when on a device wants a new one: half its life is over ([DC5]). */
export function renewalDueAt({ issuedAt, notAfter }: Pick<DeviceCertificate, 'issuedAt' | 'notAfter'>): number {
  return issuedAt + Math.floor((notAfter - issuedAt) / 2);
}

/** When the lease of a certificate ends ([LE1]): its days after the hub's last word, which is the certificate itself where none came later. */
export function leaseEndOf(
  { issuedAt, leaseDays }: Pick<DeviceCertificate, 'issuedAt' | 'leaseDays'>,
  lastContact: number | null,
): { readonly heardAt: number; readonly endsAt: number } {
  const heardAt = Math.max(lastContact ?? 0, issuedAt);
  return { heardAt, endsAt: heardAt + leaseDays * day };
}

/** A certificate as it stands in an identity: hexadecimal. Null when there is none that can be read. */
export function certificateIn({
  certificate,
}: {
  readonly certificate?: string | undefined;
}): SignedCertificate | null {
  if (certificate === undefined) return null;
  const read = readDeviceCertificate(fromHex(certificate));
  return read.ok ? read.value : null;
}
