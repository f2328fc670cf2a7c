/** What the hub remembers of a browser that it sent to the provider: sealed, in that browser, for ten minutes and one return. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/ports.ts';
import type { Sealer } from '../accounts/seal.ts';
import type { PasskeyRecords } from '../passkeys/passkey-records.ts';
import type { Attempt } from './provider.ts';

export const attemptLifeMs = 10 * 60_000;
const about = 'a way to the provider';

interface AttemptPorts {
  readonly clock: Clock;
  readonly sealer: Sealer;
}

/** As a cookie holds it. */
export function sealAttempt({ clock, sealer }: AttemptPorts, attempt: Attempt): string {
  const plain = Buffer.from(JSON.stringify({ ...attempt, at: clock.now() }));
  return Buffer.from(sealer.seal(new Uint8Array(plain), about)).toString('base64url');
}

/** Uses an attempt up. Null for one that was used, is too old, or is none of this hub. */
export async function takeAttempt(
  tx: Pick<PasskeyRecords, 'spendChallenge'>,
  { clock, sealer }: AttemptPorts,
  kept: string | null,
): Promise<Attempt | null> {
  const sealed = new Uint8Array(Buffer.from(kept ?? '', 'base64url'));
  const plain = sealer.open(sealed, about);
  if (plain === null) return null;
  // What this hub sealed has the shape in which it sealed it.
  const { at, ...attempt } = JSON.parse(Buffer.from(plain).toString('utf8')) as Attempt & { readonly at: number };
  const [endsAt, now] = [at + attemptLifeMs, clock.now()];
  if (now >= endsAt) return null;
  return (await tx.spendChallenge(toHex(sha256(sealed)), { endsAt, now })) ? attempt : null;
}
