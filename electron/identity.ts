/** Who this installation is: enrolled once with a one-time code, kept beside its key in the user-data folder. */
import { join } from 'node:path';
import { diskFailureOf, readIfThere, writeWhole } from '../disk/safe-files.ts';
import { fromHex, toHex } from '../shared/base/bytes.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { type DeviceIdentity, identitySchema } from '../shared/domain/identity.ts';
import type { Input, IpcFailure, Output } from '../shared/ipc/contract.ts';
import { type EnrolRequest, enrolmentDigest, readEnrolAnswer } from '../shared/protocol/enrolment.ts';
import { openEnrolmentAnswer } from '../shared/protocol/enrolment-answer.ts';
import { splitCode } from '../shared/protocol/enrolment-code.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { type DeviceKey, type Keychain, loadDeviceKey } from './device-key.ts';
import { type Fetch, hubAddressOf, parseJson, postToHub } from './hub.ts';
import { openPendingRequest } from './pending-request.ts';
import type { FileSeal } from './vault/file-seal.ts';

/** What the identity file holds: the identity, and where its hub is. */
interface Enrolment {
  readonly identity: DeviceIdentity;
  readonly hubAddress: string;
  /** The key by which the hub is known, when the code brought one. */
  readonly hubPin?: string;
}

export interface IdentityKeeper {
  get(): Promise<DeviceIdentity | null>;
  enrol(request: Input<'identity:enrol'>): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>>;
  /** Makes a request under this name, in the place of any that waits; without a name the one that waits, or null. */
  request(deviceName: string): Promise<Result<Uint8Array | null, IpcFailure<'identity:request'>>>;
  /** Joins by the answer to that request. */
  join(answer: Uint8Array): Promise<Result<DeviceIdentity, IpcFailure<'identity:join'>>>;
  /** Null while not enrolled. */
  sign(bytes: Uint8Array): Promise<Uint8Array | null>;
  /** Signs with the key of certificates ([CT1]). Null while not enrolled. */
  signCertificates(messages: readonly Uint8Array[]): Promise<Output<'certificates:sign'> | null>;
  /** Where the enrolled hub is; null while not enrolled. */
  hubAddress(): Promise<string | null>;
}

export interface IdentityOptions {
  readonly folder: string;
  readonly keychain: Keychain | null;
  /** What the identity itself is sealed with; it names people. */
  readonly files: FileSeal;
  readonly fetch: Fetch;
  /** Told by which key a hub is known, before anything is sent to it; null: by the system's authorities. */
  readonly trust: (hubAddress: string, pin: string | null) => void;
  /** The starter's word for where the sample's hub is now: its port may differ at each start. */
  readonly sampleHub: string | null;
}

export const identityFile = 'identity.json';
/** What it is sealed for. */
export const identityPlace = 'identity';

/** Opens the identity of a folder. Throws when it is there and cannot be read: that is never "not enrolled". */
export function createIdentityKeeper(options: IdentityOptions): IdentityKeeper {
  const path = join(options.folder, identityFile);
  let enrolment: Promise<Enrolment | null> | null = null;
  let key: Promise<DeviceKey> | null = null;
  const load = () => {
    enrolment ??= readEnrolment(path, options.files).then((found) => {
      if (found !== null) options.trust(found.hubAddress, found.hubPin ?? null);
      return found;
    });
    return enrolment;
  };
  const loadKey = () => {
    key ??= loadDeviceKey(options.folder, options.keychain);
    return key;
  };
  const keep = async (known: Enrolment): Promise<void> => {
    await writeWhole(path, options.files.seal(Buffer.from(JSON.stringify(known, null, 2)), identityPlace));
    enrolment = null;
  };
  const pending = openPendingRequest(options);
  return {
    async request(deviceName) {
      if ((await load()) !== null) return fail({ kind: 'already-enrolled' });
      try {
        return deviceName === '' ? await pending.read() : ok(await pending.make(deviceName));
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
    async join(answer) {
      if ((await load()) !== null) return fail({ kind: 'already-enrolled' });
      try {
        const request = await pending.read();
        if (!request.ok) return request;
        if (request.value === null) return fail({ kind: 'enrolment-answer-other-laptop' });
        const opened = await openEnrolmentAnswer(answer, request.value, Date.now());
        if (!opened.ok) return opened;
        const { identity, hubPin, ...said } = opened.value;
        const hubAddress = hubAddressOf(said.hubAddress);
        if (hubAddress === null) return fail({ kind: 'hub-address-invalid' });
        // The identity last: stopped before it, the request still waits with its key.
        await pending.giveKey();
        key = null;
        await keep({ identity, hubAddress, ...(hubPin === null ? {} : { hubPin }) });
        await pending.drop();
        return ok(identity);
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
    get: async () => (await load())?.identity ?? null,
    async hubAddress() {
      const found = await load();
      if (found === null) return null;
      return found.identity.sample ? (options.sampleHub ?? found.hubAddress) : found.hubAddress;
    },
    sign: async (bytes) => ((await load()) === null ? null : (await loadKey()).sign(bytes)),
    async signCertificates(messages) {
      if ((await load()) === null) return null;
      const { publicKey, sign } = (await loadKey()).certificates;
      return { publicKey: fromHex(publicKey), signatures: messages.map(sign) };
    },
    async enrol(request) {
      if ((await load()) !== null) return fail({ kind: 'already-enrolled' });
      const hubAddress = hubAddressOf(request.hubAddress);
      if (hubAddress === null) return fail({ kind: 'hub-address-invalid' });
      const { code, pin } = splitCode(request.code);
      options.trust(hubAddress, pin);
      try {
        const answered = await askHub(options.fetch, hubAddress, { ...request, code }, await loadKey());
        if (!answered.ok) return answered;
        const known: Enrolment = { identity: answered.value, hubAddress, ...(pin === null ? {} : { hubPin: pin }) };
        await keep(known);
        await pending.drop();
        return answered;
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
  };
}

async function readEnrolment(path: string, files: FileSeal): Promise<Enrolment | null> {
  const bytes = await readIfThere(path);
  if (bytes === null) return null;
  const text = Buffer.from(files.open(bytes, identityPlace)).toString('utf8');
  const kept = JSON.parse(text) as { identity: unknown; hubAddress: unknown; hubPin?: unknown };
  const found = { identity: identitySchema.parse(kept.identity), hubAddress: String(kept.hubAddress) };
  return kept.hubPin === undefined ? found : { ...found, hubPin: String(kept.hubPin) };
}

async function askHub(
  fetch: Fetch,
  address: string,
  request: Input<'identity:enrol'>,
  key: DeviceKey,
): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>> {
  const { code } = request;
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
  return readEnrolAnswer(key.publicKey, { status, content: parseJson(answered.value.body) });
}

/** A one-time code for the sample network, which gives one to whoever asks. */
export async function fetchSampleCode(fetch: Fetch, address: string): Promise<string | null> {
  const request = { address, path: '/sample/code', body: '{}', contentType: 'application/json' };
  const answer = await postToHub(fetch, request, 10_000);
  if (!answer.ok || answer.value.status !== 200) return null;
  const code = (parseJson(answer.value.body) as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
