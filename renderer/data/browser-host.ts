/**
 * The host's part of the browser edition, in a worker: journal and device key in the private file system, the hub that
 * served the page. The same contract as Electron's main process, so that the engine knows no difference.
 */
import { fromHex, toHex, utf8 } from '../../shared/base/bytes.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { type DeviceIdentity, identitySchema } from '../../shared/domain/identity.ts';
import type { Channel, Input, IpcFailure, Output } from '../../shared/ipc/contract.ts';
import { engineChannels, isEngineChannel } from '../../shared/ipc/port-message.ts';
import { certificateSecretOf, publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { type EnrolRequest, enrolmentDigest, readEnrolAnswer } from '../../shared/protocol/enrolment.ts';
import { splitCode } from '../../shared/protocol/enrolment-code.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import type { WakeNews } from '../../shared/sync/wake-listener.ts';
import { listenAtHome, parseJson, postHome, refusalOf } from './browser-hub.ts';
import { type OpfsFiles, openOpfsFiles } from './opfs-files.ts';
import { createRpc, type MessageEnd } from './worker-rpc.ts';

/** What this host answers; the rest of the contract needs the page itself. */
export const browserHostChannels = [
  ...engineChannels,
  'identity:get',
  'identity:enrol',
  'certificates:sign',
  'hub:listen',
] as const satisfies readonly Channel[];
export type BrowserHostChannel = (typeof browserHostChannels)[number];

type Handlers = {
  readonly [C in BrowserHostChannel]: (input: Input<C>) => Promise<Result<Output<C>, IpcFailure<C>>>;
};

interface Kept {
  readonly secret: string;
  readonly identity: DeviceIdentity | null;
}

/** Listens for the page; says `ready` first. */
export function hostBrowser(): void {
  const handlers = openHandlers((news) => rpc.tell('event', news));
  const ask = async (method: string, input: unknown) => {
    const known = await handlers;
    if (!Object.hasOwn(known, method)) throw new Error(`The host does not answer ${method}`);
    return known[method as BrowserHostChannel](input as never);
  };
  const rpc = createRpc(self as unknown as MessageEnd, {
    answer: async (method, args) =>
      method === 'engine-port' ? serveEngine(args[0] as MessagePort, ask) : ask(method, args[0]),
  });
  rpc.tell('ready', null);
}

/** The engine's own line: the page need not pass on what it asks. */
function serveEngine(port: MessagePort, ask: (method: string, input: unknown) => Promise<unknown>): void {
  createRpc(port, {
    async answer(method, args) {
      if (!isEngineChannel(method)) throw new Error('The engine may not ask for this');
      return ask(method, args[0]);
    },
  });
  port.start();
}

async function openHandlers(tell: (news: WakeNews) => void): Promise<Handlers> {
  const identityFiles = await openOpfsFiles('identity');
  const journal = await openSegmentJournal(await openOpfsFiles('journal'));
  let kept = await loadKept(identityFiles);
  const enrol = async (
    request: Input<'identity:enrol'>,
  ): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>> => {
    if (kept?.identity) return fail({ kind: 'already-enrolled' });
    kept ??= { secret: toHex(crypto.getRandomValues(new Uint8Array(32))), identity: null };
    const enrolled = await askHub(request, kept.secret);
    if (!enrolled.ok) return enrolled;
    kept = { ...kept, identity: enrolled.value };
    const written = await identityFiles.writeWhole('identity.json', utf8(JSON.stringify(kept)));
    return written.ok ? enrolled : fail(written.failure);
  };
  const sign = (bytes: Uint8Array) => (kept?.identity ? signEd25519(fromHex(kept.secret), bytes) : null);
  const wake = listenAtHome({ identity: () => kept?.identity ?? null, sign, tell });
  return {
    async 'identity:get'() {
      if (!kept?.identity) await enrolInSample(enrol);
      return ok(kept?.identity ?? null);
    },
    'identity:enrol': enrol,
    async 'identity:sign'({ bytes }) {
      const signature = sign(bytes);
      return signature === null ? fail({ kind: 'not-enrolled' }) : ok({ signature });
    },
    async 'certificates:sign'({ messages }) {
      if (!kept?.identity) return fail({ kind: 'not-enrolled' });
      const secret = certificateSecretOf(fromHex(kept.secret));
      const signatures = messages.map((message) => signEd25519(secret, message));
      return ok({ publicKey: publicKeyOf(secret), signatures });
    },
    'journal:append': async ({ frames }) => (journal.ok ? journal.value.append(frames) : journal),
    'journal:read': async ({ from, limit }) => (journal.ok ? readPiece(journal.value, from, limit) : journal),
    'journal:overwrite': async ({ parts }) => {
      const written = journal.ok ? await journal.value.overwrite(parts) : journal;
      return written.ok ? ok({}) : written;
    },
    'journal:position': async () => (journal.ok ? ok({ position: await journal.value.position() }) : journal),
    'room:call': async () => fail({ kind: 'room-closed' }),
    'room:exchange': async () => fail({ kind: 'room-closed' }),
    'room:hang-up': async () => ok({}),
    // What a browser keeps is not wiped, and has no copy that would outlive it.
    'outbox:begin': async () => ok({}),
    'wipe:status': async () => ok({ sealed: 'none', wiped: null, left: [] }),
    async 'hub:exchange'({ request }) {
      const answered = await postHome('/sync', request, 'application/waypost-frames');
      if (!answered.ok) return answered;
      const refusal = refusalOf(answered.value);
      return refusal === null ? ok({ answer: answered.value.body }) : fail(refusal);
    },
    // This edition has no vault: a browser keeps no secret from whoever reads its disk.
    'vault:keys': async () => ok({ keys: null }),
    async 'hub:listen'({ on }) {
      wake.listen(on);
      return ok({});
    },
  };
}

async function loadKept(files: OpfsFiles): Promise<Kept | null> {
  const bytes = await files.readWhole('identity.json');
  if (bytes === null || bytes.length === 0) return null;
  // Damaged is not absent: a throw here shows the person that something is there and cannot be read.
  const { secret, identity } = JSON.parse(new TextDecoder().decode(bytes)) as { secret: string; identity: unknown };
  return { secret, identity: identity === null ? null : identitySchema.parse(identity) };
}

async function readPiece(journal: Journal, from: number, limit: number) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let next: number | null = null;
  for await (const piece of journal.read(from)) {
    if (length > 0 && length + piece.length > limit) {
      next = from + length;
      break;
    }
    pieces.push(piece);
    length += piece.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return ok({ bytes, next });
}

async function askHub(
  request: Input<'identity:enrol'>,
  secretHex: string,
): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>> {
  const secret = fromHex(secretHex);
  const publicKey = toHex(publicKeyOf(secret));
  // The browser has judged the certificate already.
  const { code } = splitCode(request.code);
  const proof = toHex(signEd25519(secret, enrolmentDigest(code)));
  const body: EnrolRequest = { protocol: PROTOCOL_VERSION, code, publicKey, deviceName: request.deviceName, proof };
  const answered = await postHome('/enrol', JSON.stringify(body), 'application/json');
  if (!answered.ok) return answered;
  const { status } = answered.value;
  return readEnrolAnswer(publicKey, { status, content: parseJson(answered.value.body) });
}

/** The sample network gives a code to whoever asks; a real hub has no such address, and the person types one. */
async function enrolInSample(enrol: (request: Input<'identity:enrol'>) => Promise<unknown>): Promise<void> {
  const answered = await postHome('/sample/code', '{}', 'application/json');
  if (!answered.ok || answered.value.status !== 200) return;
  const { code } = (parseJson(answered.value.body) ?? {}) as { code?: unknown };
  if (typeof code === 'string') await enrol({ hubAddress: self.origin, code, deviceName: 'Browser' });
}
