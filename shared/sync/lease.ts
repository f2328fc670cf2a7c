/**
 * How long this device may work without a word from its hub, and until when other laptops take its word ([LE1]). It is told, and
 * decides nothing here: nothing is ever removed because a hub was not heard.
 */
import { fromHex } from '../base/bytes.ts';
import { readDeviceCertificate } from '../protocol/device-certificate.ts';
import type { EngineCore } from './engine-core.ts';

const day = 86_400_000;

export interface Lease {
  /** The last word of the hub: an exchange, or the certificate itself. Milliseconds since 1970, as everything here. */
  readonly heardAt: number;
  /** So many days after it. */
  readonly endsAt: number;
  /** Until when the certificate counts for other laptops ([DC5]). */
  readonly certificateEndsAt: number;
}

/** The lease that the certificate says, counted from the hub's last word; null without a certificate that can be read. */
export function leaseOf({ memory: { identity, lastContact } }: Pick<EngineCore, 'memory'>): Lease | null {
  if (identity?.certificate === undefined) return null;
  const read = readDeviceCertificate(fromHex(identity.certificate));
  if (!read.ok) return null;
  const { issuedAt, notAfter, leaseDays } = read.value.certificate;
  // A clock that was turned back makes no lease longer than the certificate's own day says.
  const heardAt = Math.max(lastContact ?? 0, issuedAt);
  return { heardAt, endsAt: heardAt + leaseDays * day, certificateEndsAt: notAfter };
}
