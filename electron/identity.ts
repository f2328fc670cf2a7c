/** Who this installation is: enrolled once with a one-time code, kept beside its key in the user-data folder. */
import { join } from 'node:path';
import { toHex } from '../shared/base/bytes.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { type DeviceIdentity, identitySchema } from '../shared/domain/identity.ts';
import type { Input, IpcFailure } from '../shared/ipc/contract.ts';
import {
  type EnrolRequest,
  enrolAnswerSchema,
  enrolFailureSchema,
  enrolmentDigest,
} from '../shared/protocol/enrolment.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { type DeviceKey, type Keychain, loadDeviceKey } from './device-key.ts';
import { type Fetch, hubAddressOf, postToHub } from './hub.ts';
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
  request: Input<'identity:enrol'>,
  key: DeviceKey,
): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>> {
  const code = request.code.trim();
  const body: EnrolRequest = {
    protocol: PROTOCOL_VERSION,
    code,
    publicKey: key.publicKey,
    deviceName: request.deviceName,
    proof: toHex(key.sign(enrolmentDigest(code))),
  };
  const asked = { address, path: '/enrol', body: JSON.stringify(body), contentType: 'application/json' };
  const answered = await postToHub(fetch, asked);
  if (!answered.ok) return answered;
  const { status } = answered.value;
  const content = parseJson(answered.value.body);
  const refused = enrolFailureSchema.safeParse(content);
  if (refused.success && refused.data.kind === 'version-mismatch') {
    // The hub's "ours" is our "theirs".
    return fail({ kind: 'version-mismatch', ours: PROTOCOL_VERSION, theirs: refused.data.ours });
  }
  if (refused.success && refused.data.kind === 'code-refused') return fail({ kind: 'code-refused' });
  const answer = enrolAnswerSchema.safeParse(content);
  if (!answer.success || answer.data.identity.publicKey !== key.publicKey) return fail({ kind: 'hub-failed', status });
  return ok(answer.data.identity);
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
