/**
 * Waypost in the bench's page: the real engine with its store in IndexedDB and its journal, flushed, in the private
 * file system, as in the browser edition. A worker, since only there files can be flushed. Store and journal are sealed as on
 * a laptop that is protected; `?plain` leaves them open.
 */
import { postHome, refusalOf } from '../../../renderer/data/browser-hub.ts';
import { type DexieStore, openDexieStore } from '../../../renderer/data/dexie-store.ts';
import { createIdentifier } from '../../../renderer/data/identify-packs.ts';
import { openOpfsFiles } from '../../../renderer/data/opfs-files.ts';
import { plainSeal } from '../../../renderer/data/packs/seal.ts';
import { importKey, vaultSeal } from '../../../renderer/data/vault-seal.ts';
import { verifyInPage } from '../../../renderer/data/verify-in-page.ts';
import { createRpc, type MessageEnd } from '../../../renderer/data/worker-rpc.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import { deleteRecord, restoreRecord, setFields } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { finding } from '../../../shared/domain/review/finding.ts';
import { enrolAnswerSchema, enrolmentDigest } from '../../../shared/protocol/enrolment.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { type Engine, startEngine } from '../../../shared/sync/engine.ts';
import type { Transport } from '../../../shared/sync/ports.ts';
import { openSegmentJournal } from '../../../shared/sync/segment-journal.ts';
import { draftsOf, draftsOfTick, keyOf } from './drafts.ts';
import { changesIn } from './mixed.ts';
import type { Change, Edit, Peer } from './peer.ts';
import { sealFiles } from './sealed-files.ts';

/** In the app the main process holds the key and signs with Node's crypto; here it is the browser's. */
let key: CryptoKeyPair;
const sign = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, new Uint8Array(bytes)));
let engine: Engine;
let store: DexieStore;
/** While it is so the journal has nothing of what came: what is damaged must come from the hub. */
let isForgetful = false;
let author = '';
/** An answer with no more bytes brings no rows: it says that there is nothing more. */
const withoutRows = 4_096;
/** When the last answer with rows had come whole, and how long after that everything was there. */
let [lastByteAt, readableAfter] = [0, 0];

const transport: Transport = {
  async exchange(request) {
    const answered = await postHome('/sync', request, 'application/waypost-frames');
    if (!answered.ok) return answered;
    if (answered.value.body.length > withoutRows) lastByteAt = performance.now();
    const refusal = refusalOf(answered.value);
    return refusal === null ? ok(answered.value.body) : fail(refusal);
  },
};

async function enrol(): Promise<DeviceIdentity> {
  const { code } = (await (await fetch('/bench/code')).json()) as { code: string };
  key = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const proof = toHex(await sign(enrolmentDigest(code)));
  const publicKey = toHex(new Uint8Array(await crypto.subtle.exportKey('raw', key.publicKey)));
  const body = JSON.stringify({ protocol: PROTOCOL_VERSION, code, publicKey, deviceName: 'Bench', proof });
  const answered = await postHome('/enrol', body, 'application/json');
  if (!answered.ok) throw new Error(answered.failure.kind);
  return enrolAnswerSchema.parse(JSON.parse(new TextDecoder().decode(answered.value.body))).identity;
}

async function openDisk(isPlain: boolean) {
  const files = await openOpfsFiles('journal');
  if (isPlain) return { files, seal: plainSeal };
  const seal = vaultSeal(await importKey(crypto.getRandomValues(new Uint8Array(32))));
  return { files: sealFiles(files, seal), seal };
}

const peer: Peer = {
  async open() {
    const identity = await enrol();
    author = identity.profiles[0]?.person ?? '';
    const { files, seal } = await openDisk(new URLSearchParams(location.search).has('plain'));
    const journal = await openSegmentJournal(files);
    if (!journal.ok) throw new Error(journal.failure.kind);
    store = await openDexieStore({ name: 'library', seal });
    const started = await startEngine({
      store,
      journal: { ...journal.value, read: (from) => (isForgetful ? nothing() : journal.value.read(from)) },
      transport,
      signer: { sign },
      verify: verifyInPage,
      identify: createIdentifier(() => new Worker('/identify.js', { type: 'module' })),
      clock: { now: () => Date.now() },
      random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
      identity,
      unasked: true,
    });
    if (!started.ok) throw new Error(started.failure.kind);
    engine = started.value;
  },
  async sync(expected) {
    const report = await engine.sync();
    if (!report.ok) throw new Error(JSON.stringify(report.failure));
    const there = await peer.count();
    if (there < expected) throw new Error(`${there} of ${expected} records came`);
    readableAfter = performance.now() - lastByteAt;
  },
  readable: async () => readableAfter,
  async damage(id) {
    const operation = (await store.history(id)).find(({ field }) => field.startsWith('observation'));
    if (operation === undefined) throw new Error(`There is no record ${id}`);
    await store.write({ operations: [{ ...operation, value: 'rotten' }] });
    isForgetful = true;
    const report = await engine.check();
    isForgetful = false;
    if (!report.ok || report.value.damaged !== 1 || !report.value.open)
      throw new Error(`The damage was not seen: ${JSON.stringify(report)}`);
  },
  async purge(scope) {
    await fetch(`/bench/lose/${scope}`, { method: 'POST' });
    const report = await engine.sync();
    if (!report.ok) throw new Error(JSON.stringify(report.failure));
    if ((await engine.list({ scope, withDeleted: true })).length > 0) throw new Error('The scope is still here');
  },
  async edit(changes) {
    const times: number[] = [];
    for (const change of changes) {
      const drafts = await draftsFor(change);
      const start = performance.now();
      const saved = await engine.apply(author, drafts);
      times.push(performance.now() - start);
      if (!saved.ok) throw new Error(saved.failure.kind);
    }
    return times;
  },
  async mix(edits) {
    for (const edit of edits) {
      const drafts = await draftsOfEdit(edit);
      if (drafts.length !== changesIn(edit)) throw new Error(`${edit.kind}: ${drafts.length} operations`);
      const saved = await engine.apply(author, drafts);
      if (!saved.ok) throw new Error(`${edit.kind}: ${saved.failure.kind}`);
    }
  },
  count: async () => (await engine.list({ type: finding.type })).length,
  async read(id, field) {
    const state = await stateOf(id);
    return state.fields[keyOf(field, languageOf(state))]?.at(-1)?.value as string | undefined;
  },
};

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function stateOf(id: string) {
  const [state] = await engine.open([id]);
  if (state === undefined) throw new Error(`There is no record ${id}`);
  return state;
}

const languageOf = (state: Awaited<ReturnType<typeof stateOf>>) => String(state.fields['language']?.[0]?.value);

async function draftsFor({ id, field, value }: Change) {
  const state = await stateOf(id);
  const drafts = setFields(finding, state, { [keyOf(field, languageOf(state))]: value });
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  return drafts.value;
}

async function draftsOfEdit(edit: Edit) {
  if (edit.kind === 'tick') return draftsOfTick(edit.record);
  if (edit.kind === 'create') return draftsOf(edit.record);
  if (edit.kind === 'set') return draftsFor(edit);
  const state = await stateOf(edit.id);
  if (edit.kind === 'restore') return restoreRecord(state);
  if (edit.kind === 'answer') {
    if (state.fields[edit.field]?.length !== 2)
      throw new Error(`There are no two values of ${edit.field} to choose from`);
    return draftsFor(edit);
  }
  const drafts = deleteRecord(finding, state);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  return drafts.value;
}

createRpc(self as unknown as MessageEnd, {
  answer: (method, args) => (peer[method as keyof Peer] as (...given: unknown[]) => Promise<unknown>)(...args),
});
