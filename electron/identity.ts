/** Who this installation is: enrolled once with a one-time code, kept beside its key in the user-data folder. */
import { join } from 'node:path';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { type DeviceIdentity, identitySchema } from '../shared/domain/identity.ts';
import type { Input, IpcFailure } from '../shared/ipc/contract.ts';
import { type DeviceKey, type Keychain, loadDeviceKey } from './device-key.ts';
import { type Fetch, hubAddressOf, postToHub, refusalOf } from './hub.ts';
import { diskFailureOf, readIfThere, writeWhole } from './safe-files.ts';

/** What the identity file holds: the identity, and where its hub is. */
interface Enrolment {
  readonly identity: DeviceIdentity;
  readonly hubAddress: string;
}

export interface IdentityKeeper {
  get(): Promise<DeviceIdentity | null>;
  enrol(request: Input<'identity:enrol'>): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>>;
  /** Null while not enrolled. */
  sign(bytes: Uint8Array): Promise<Uint8Array | null>;
  /** Where the enrolled hub is; null while not enrolled. */
  hubAddress(): Promise<string | null>;
}

export interface IdentityOptions {
  readonly folder: string;
  readonly keychain: Keychain | null;
  readonly fetch: Fetch;
  /** The starter's word for where the sample's hub is now: its port may differ at each start. */
  readonly sampleHub: string | null;
}

/** Opens the identity of a folder. Throws when it is there and cannot be read: that is never "not enrolled". */
export function createIdentityKeeper(options: IdentityOptions): IdentityKeeper {
  const path = join(options.folder, 'identity.json');
  let enrolment: Promise<Enrolment | null> | null = null;
  let key: Promise<DeviceKey> | null = null;
  const load = () => {
    enrolment ??= readEnrolment(path);
    return enrolment;
  };
  const loadKey = () => {
    key ??= loadDeviceKey(options.folder, options.keychain);
    return key;
  };
  return {
    get: async () => (await load())?.identity ?? null,
    async hubAddress() {
      const found = await load();
      if (found === null) return null;
      return found.identity.sample ? (options.sampleHub ?? found.hubAddress) : found.hubAddress;
    },
    sign: async (bytes) => ((await load()) === null ? null : (await loadKey()).sign(bytes)),
    async enrol(request) {
      if ((await load()) !== null) return fail({ kind: 'already-enrolled' });
      const hubAddress = hubAddressOf(request.hubAddress);
      if (hubAddress === null) return fail({ kind: 'hub-address-invalid' });
      try {
        const answered = await askHub(options.fetch, hubAddress, request, await loadKey());
        if (!answered.ok) return answered;
        await writeWhole(path, JSON.stringify({ identity: answered.value, hubAddress } satisfies Enrolment, null, 2));
        enrolment = null;
        return answered;
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
  };
}

async function readEnrolment(path: string): Promise<Enrolment | null> {
  const bytes = await readIfThere(path);
  if (bytes === null) return null;
  const kept = JSON.parse(bytes.toString('utf8')) as { identity: unknown; hubAddress: unknown };
  return { identity: identitySchema.parse(kept.identity), hubAddress: String(kept.hubAddress) };
}

async function askHub(
  fetch: Fetch,
  address: string,
  { code, deviceName }: Input<'identity:enrol'>,
  key: DeviceKey,
): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>> {
  const body = JSON.stringify({ code: code.trim(), deviceName, publicKey: key.publicKey });
  const answer = await postToHub(fetch, { address, path: '/enrol', body, contentType: 'application/json' });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  // The hub says no to the code with any of these; the body says why, and a person can only ask for another one.
  if ([400, 401, 403, 404, 409, 410, 422, 429].includes(status)) return fail({ kind: 'code-refused' });
  const refusal = refusalOf(answer.value);
  if (refusal !== null) return fail(refusal);
  const identity = identitySchema.safeParse(parseJson(answer.value.body));
  if (!identity.success || identity.data.publicKey !== key.publicKey) return fail({ kind: 'hub-failed', status });
  return ok(identity.data);
}

/** A one-time code for the sample network, which gives one to whoever asks. */
export async function fetchSampleCode(fetch: Fetch, address: string): Promise<string | null> {
  const request = { address, path: '/sample/code', body: '{}', contentType: 'application/json' };
  const answer = await postToHub(fetch, request, 10_000);
  if (!answer.ok || answer.value.status !== 200) return null;
  const code = (parseJson(answer.value.body) as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
