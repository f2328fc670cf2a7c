/** Who a headless device is: enrolled once with a one-time code, kept in its folder. */
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../disk/safe-files.ts';
import { toHex } from '../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../shared/base/result.ts';
import { type DeviceIdentity, identitySchema } from '../shared/domain/identity.ts';
import { type EnrolRequest, enrolmentDigest, readEnrolAnswer } from '../shared/protocol/enrolment.ts';
import { splitCode } from '../shared/protocol/enrolment-code.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import type { TransportFailure } from '../shared/sync/ports.ts';
import { type HttpOptions, parseJson, postToHub } from './http-transport.ts';
import { openKeyFile } from './key-file.ts';
import { pinnedFetch } from './pinned-fetch.ts';

export interface Enrolment {
  readonly identity: DeviceIdentity;
  readonly hubAddress: string;
  /** The key by which the hub is known, when a code brought one (pinned-chain.ts). */
  readonly hubPin?: string;
}

export type EnrolFailure =
  | TransportFailure
  | Failure<'already-enrolled'>
  | Failure<'code-refused'>
  | (Failure<'enrol-delayed'> & { readonly waitMs: number })
  | (Failure<'version-mismatch'> & { readonly ours: number; readonly theirs: number })
  | Failure<'answer-unreadable'>;

/** The enrolment of a folder, or null. Throws when there is one that cannot be read: that is never "not enrolled". */
export async function readEnrolment(folder: string): Promise<Enrolment | null> {
  const bytes = await readIfThere(join(folder, 'identity.json'));
  if (bytes === null) return null;
  const kept = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    identity: unknown;
    hubAddress: unknown;
    hubPin?: unknown;
  };
  const enrolment = { identity: identitySchema.parse(kept.identity), hubAddress: String(kept.hubAddress) };
  return kept.hubPin === undefined ? enrolment : { ...enrolment, hubPin: String(kept.hubPin) };
}

export const keyPathOf = (folder: string) => join(folder, 'device-key');

/** Shows a one-time code to a hub and keeps who this device now is. */
export async function enrolDevice(
  folder: string,
  hub: { readonly address: string; readonly code: string; readonly deviceName: string },
  options: HttpOptions = {},
): Promise<Result<Enrolment, EnrolFailure>> {
  if ((await readEnrolment(folder)) !== null) return fail({ kind: 'already-enrolled' });
  const key = await openKeyFile(keyPathOf(folder));
  const { code, pin } = splitCode(hub.code);
  const request: EnrolRequest = {
    protocol: PROTOCOL_VERSION,
    code,
    publicKey: key.publicKey,
    deviceName: hub.deviceName.slice(0, 120),
    proof: toHex(await key.sign(enrolmentDigest(code))),
  };
  const answered = await postToHub(hub.address, '/enrol', JSON.stringify(request), 'application/json', {
    ...trusting(pin),
    ...options,
  });
  if (!answered.ok) return answered;
  const { status } = answered.value;
  const read = readEnrolAnswer(key.publicKey, { status, content: parseJson(answered.value.body) });
  if (!read.ok) {
    return fail(read.failure.kind === 'hub-failed' && status < 400 ? { kind: 'answer-unreadable' } : read.failure);
  }
  const known = { identity: read.value, hubAddress: hub.address };
  const enrolment = pin === null ? known : { ...known, hubPin: pin };
  await writeWhole(join(folder, 'identity.json'), JSON.stringify(enrolment, null, 2));
  return ok(enrolment);
}

/** How to reach a hub that a code came with a pin for; the system's authorities decide about any other. */
export function trusting(pin: string | null | undefined): Pick<HttpOptions, 'fetch'> {
  return pin ? { fetch: pinnedFetch(pin) } : {};
}
