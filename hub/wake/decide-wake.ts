import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex, utf8 } from '../../shared/base/bytes.ts';
import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { readableScopes } from '../../shared/domain/policy/readings.ts';
import { readWakeRequest, wakeDigest, wakeWindow } from '../../shared/protocol/wake.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export type WakeFailure =
  | Failure<'device-unknown'>
  | Failure<'device-revoked'>
  | Failure<'signature-invalid'>
  | (Failure<'wake-stale'> & { readonly hubTime: number });

/**
 * Who may listen, and to what: a device with a key that it was enrolled with, and the scopes of its people ([BG7]). A signed
 * header opens one stream, in whatever process of the hub it is shown; whoever shows it again is told the time, to sign anew.
 */
export async function decideWake(
  tx: HubTransaction,
  ports: Pick<ExchangePorts, 'clock' | 'verify'>,
  header: string | undefined,
): Promise<Result<{ readonly device: DeviceId; readonly scopes: ReadonlySet<ScopeId> }, WakeFailure>> {
  const request = readWakeRequest(header);
  if (request === null) return fail({ kind: 'signature-invalid' });
  const device = await tx.device(request.device);
  if (device === null) return fail({ kind: 'device-unknown' });
  const digest = wakeDigest({ ...request, hub: (await tx.hub()).id });
  if (!ports.verify(device.publicKey, digest, fromHex(request.signature))) return fail({ kind: 'signature-invalid' });
  if (device.revokedAt !== null) return fail({ kind: 'device-revoked' });
  const now = ports.clock.now();
  const isNow = Math.abs(now - request.at) <= wakeWindow;
  const shown = toHex(sha256(utf8(`wake ${request.signature}`)));
  if (!isNow || !(await tx.spendChallenge(shown, { endsAt: request.at + wakeWindow, now })))
    return fail({ kind: 'wake-stale', hubTime: now });
  const scopes = readableScopes(await tx.grants(device.persons), () => now);
  return ok({ device: device.id, scopes: new Set(scopes) });
}
