/** A laptop is wiped, and what waited on it reaches the hub by a stick: real files, the real engine, a real PostgreSQL. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Custody, openCustody } from '../../electron/custody.ts';
import { createVaultKeeper } from '../../electron/vault/vault-keeper.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { deviceRefusalOf } from '../../shared/protocol/device-refusal.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { startEngine } from '../../shared/sync/engine.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook } from '../../test/support/engine-life.ts';
import { noKeychain } from '../../test/support/fake-keychain.ts';
import { quickStretch } from '../../test/support/quick-stretch.ts';
import { countingPorts, createWorld, type World } from '../../test/support/scripted-device.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { createDatabase } from '../db/database.ts';
import { createCode } from '../enrol/code.ts';
import { enrol } from '../enrol/decide-enrol.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { exchange } from '../sync/decide-exchange.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { revoke } from '../trust/revoke.ts';
import { takeOutbox } from './take-outbox.ts';

const database = oneDatabase();
const canary = 'zq7 harbour pilot canary';
let folder = '';
let world: World;
let ana = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-wipe-'));
  const ports = countingPorts();
  const store = createPostgresHubStore(createDatabase(database.pool()));
  world = await createWorld(store, ports);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  ana = await world.person('Ana', ['trainer']);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A start of main on the folder; enrolment alone has a network. */
const startMain = () =>
  openCustody({
    folder,
    vault: createVaultKeeper({ folder, stretch: quickStretch, keychain: noKeychain, now: Date.now }),
    room: { hasRoom: async () => true },
    keychain: null,
    fetch: async (_address, { body }) => {
      const enrolled = await world.store.transaction((tx) => enrol(tx, world.ports, JSON.parse(String(body))));
      return Response.json(enrolled.ok ? { protocol: 1, identity: enrolled.value } : enrolled.failure);
    },
    trust: () => {},
    sampleHub: null,
    tell: () => {},
    answerRoom: async () => new Uint8Array(),
    page: { warn: async () => {}, end() {}, load() {}, forget: async () => {}, clearDatabase: async () => {} },
  });

/** A protected laptop of Ana's, and its engine on the journal and the sealed outbox that main keeps. */
async function laptop() {
  const custody = await startMain();
  const prepared = await custody.vault.prepare('ferry lantern orbit clay');
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  await custody.protect(prepared.value.recoveryKey);
  const code = await world.store.transaction((tx) => createCode(tx, world.ports, [ana]));
  const request = { hubAddress: 'http://127.0.0.1:1', code, deviceName: 'SC-07' };
  const enrolled = await custody.opened().identity.enrol(request);
  if (!enrolled.ok) throw new Error(enrolled.failure.kind);
  return { custody, identity: enrolled.value, engine: await engineOn(custody, enrolled.value) };
}

async function engineOn(custody: Custody, identity: Awaited<ReturnType<World['device']>>['identity']) {
  const { journal, outbox, identity: keeper } = custody.opened();
  const started = await startEngine({
    store: createMemoryStore(),
    journal: {
      append: journal.append,
      position: async () => {
        const at = await journal.position();
        return at.ok ? at.value.position : 0;
      },
      async *read(from) {
        const read = await journal.read(from, 1e9);
        if (read.ok && read.value.bytes.length > 0) yield read.value.bytes;
      },
      overwrite: async () => ok(null),
    },
    transport: {
      async exchange(body) {
        const answered = await world.store.transaction((tx) => exchange(tx, world.ports, body));
        if (answered.ok) return ok(answered.value.reply);
        if (answered.failure.kind === 'device-revoked') return fail(deviceRefusalOf(answered.failure));
        throw new Error(answered.failure.kind);
      },
    },
    signer: { sign: async (bytes) => (await keeper.sign(bytes)) ?? new Uint8Array(64) },
    sealedOutbox: { begin: async (asked) => (await outbox.begin(asked)).ok },
    verify: verifyEd25519,
    clock: world.ports.clock,
    random: seeded(7),
    unasked: true,
    identity,
  });
  if (!started.ok) throw new Error(started.failure.kind);
  return started.value;
}
type Laptop = Awaited<ReturnType<typeof laptop>>;

async function save({ engine }: Pick<Laptop, 'engine'>, number: number, title: string) {
  const saved = await engine.apply(ana, draftPlaybook(number, title, world.scope));
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return saved.value.operations;
}

/** Every file that is left, with its bytes. */
async function left(): Promise<Record<string, Buffer>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = names.map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name))] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function wipe({ custody }: Laptop) {
  expect(await custody.wipe('person')).toEqual({ ok: true, value: {} });
  const status = await custody.wipeStatus();
  const [one] = status.left;
  return { status, file: one === undefined ? null : await custody.readLeft(one.id) };
}
const take = async (file: Uint8Array | null) => {
  const taken = await world.store.transaction((tx) => takeOutbox(tx, world.ports, file ?? new Uint8Array()));
  return taken.ok ? taken.value : taken.failure.kind;
};

test('[WP3] [WP6] [WP8] of a wiped laptop nothing but the sealed file is left, and by it the hub gets what waited and no more', async () => {
  const one = await laptop();
  await save(one, 1, `${canary} 1`);
  expect((await one.engine.sync()).ok).toBe(true);
  const waiting = [await save(one, 2, `${canary} 2`), await save(one, 3, `${canary} 3`)].flat();
  expect((await one.custody.wipeStatus()).sealed).toBe('kept');
  const { status, file } = await wipe(one);
  expect(status).toMatchObject({ sealed: 'none', wiped: { by: 'person' }, left: [{ words: expect.any(Array) }] });
  const files = await left();
  expect(Object.keys(files).sort()).toEqual([
    `outbox-left-${status.left[0]?.id}`,
    `outbox-left-${status.left[0]?.id}-words`,
    'wiped.json',
  ]);
  for (const bytes of Object.values(files)) {
    expect(bytes.includes(canary) || bytes.includes(Buffer.from(canary, 'utf16le')) || bytes.includes('SC-07')).toBe(
      false,
    );
  }
  // The first was settled before: it is not in the file.
  expect(await take(file)).toMatchObject({ accepted: waiting.length, known: 0, words: status.left[0]?.words });
  const placed = await world.store.transaction((tx) => tx.accepted(waiting));
  expect(placed.size).toBe(waiting.length);
  expect(await take(file)).toMatchObject({ accepted: 0, known: waiting.length });
  await one.custody.forgetLeft(status.left[0]?.id ?? 0);
  expect(await one.custody.wipeStatus()).toEqual({ sealed: 'none', wiped: null, left: [] });
});

test('[WP2] [WP4] [WP5] a revocation that asks for it is heard with the word of the hub; locked, it is wiped without a way in', async () => {
  const one = await laptop();
  const handedOver = [await save(one, 1, canary)];
  // Begun anew with the next start: what an engine before it saved is in it.
  const again = await engineOn(one.custody, one.identity);
  handedOver.push(await save({ engine: again }, 2, canary));
  const row = await world.store.transaction((tx) => tx.device(one.identity.device));
  if (row === null) throw new Error('no such device');
  await world.store.transaction((tx) => revoke(tx, world.ports, row, { by: null, wipe: true }));
  expect(await again.sync()).toMatchObject({ ok: false, failure: { kind: 'device-revoked', wipe: true } });
  const later = await save({ engine: again }, 3, canary);
  await one.custody.lock();
  expect(one.custody.isLocked()).toBe(true);
  const { file } = await wipe(one);
  // What was saved since the exchange that told it comes by the file alone.
  const expected = { accepted: 0, held: later.length, known: handedOver.flat().length, isRevoked: true };
  expect(await take(file)).toMatchObject(expected);
});
