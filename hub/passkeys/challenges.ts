/**
 * What an authenticator signs to show that it is here now. A challenge is its own time, sealed: asking for one writes nothing, so that whoever
 * asks for a million fills no table. It is written down when it is answered, whatever the answer was, and counts no second time.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/ports.ts';
import type { Sealer } from '../accounts/seal.ts';
import type { PasskeyRecords } from './passkey-records.ts';

/** Long enough to find a key in a bag. */
export const challengeLifeMs = 5 * 60_000;

interface ChallengePorts {
  readonly clock: Clock;
  readonly sealer: Sealer;
}

/** A new challenge for one purpose; the sealer's nonce makes each another one, and its tag one that only this hub can make. */
export function newChallenge({ clock, sealer }: ChallengePorts, purpose: string): Uint8Array {
  const made = new Uint8Array(8);
  new DataView(made.buffer).setBigUint64(0, BigInt(clock.now()));
  return sealer.seal(made, aboutOf(purpose));
}

/** Uses a challenge up. False for one that was used, is too old, was for something else, or is none of this hub. */
export async function takeChallenge(
  tx: Pick<PasskeyRecords, 'spendChallenge'>,
  { clock, sealer }: ChallengePorts,
  purpose: string,
  challenge: string,
): Promise<boolean> {
  const sealed = new Uint8Array(Buffer.from(challenge, 'base64url'));
  const made = sealer.open(sealed, aboutOf(purpose));
  if (made?.length !== 8) return false;
  const endsAt = Number(new DataView(made.buffer, made.byteOffset).getBigUint64(0)) + challengeLifeMs;
  const now = clock.now();
  if (now >= endsAt) return false;
  return tx.spendChallenge(toHex(sha256(sealed)), { endsAt, now });
}

/** The challenge that an answer says it signed, to be looked at before anything else of it; null when it says none. */
export function challengeOf({ clientDataJSON }: { readonly clientDataJSON: string }): string | null {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    } | null;
    return typeof said?.challenge === 'string' ? said.challenge : null;
  } catch {
    return null;
  }
}

const aboutOf = (purpose: string) => `passkey challenge: ${purpose}`;
