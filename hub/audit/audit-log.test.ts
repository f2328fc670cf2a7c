import { beforeEach, expect, test } from 'vitest';
import { readAudit } from '../../shared/protocol/audit-file.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { readLogFile } from '../../shared/protocol/log/log-file.ts';
import { compareWithAudit, verifyLog } from '../../shared/protocol/log/verify-log.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { chainsOf, verifyAudit } from '../../shared/protocol/verify-audit.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import {
  countingPorts,
  createWorld,
  creationOf,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey, replaceKey } from '../network/hub-key.ts';
import { createMemoryHubStore, type MemoryHubStore } from '../sync/memory-hub-store.ts';
import { followLog } from './follow-log.ts';
import { logFileFor, readLog } from './read-log.ts';

let store: MemoryHubStore;
let world: World;
let ana = '';
let writer: ScriptedDevice;
beforeEach(async () => {
  const ports = countingPorts();
  store = createMemoryHubStore(ports);
  world = await createWorld(store, ports);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  ana = await world.person('Ana', ['steward']);
  writer = await world.device([ana]);
});

const follow = () => store.transaction((tx) => followLog(tx, world.ports));
const write = (value: string) => writer.sync({ batches: [creationOf(world.ports, { scope: world.scope, value })] });

/** A laptop with the real engine, and what each answer told it of the log. */
async function witness() {
  const told: (number | null)[] = [];
  const sizes: number[] = [];
  const device = await world.device([ana]);
  const laptop = await startAtHub(world, device, {
    hub: () => store,
    async onAnswer(reply) {
      // Which epoch an answer leaves out is of no matter here ([SY18]).
      const read = decodeReply(reply.slice(), '');
      told.push(read.ok ? (read.value.message.log?.checkpoint.size ?? null) : -1);
      sizes.push(reply.length);
    },
  });
  const sync = async () => {
    told.length = 0;
    const synced = await laptop.engine.sync();
    if (!synced.ok) throw new Error(synced.failure.kind);
    return { ...synced.value, told: [...told] };
  };
  return { ...laptop, device, sync, witness: () => laptop.engine.witness() };
}

async function fileFor(person: string) {
  const grants = await store.transaction((tx) => tx.grants([person]));
  let text = '';
  const pieces = await store.transaction((tx) => logFileFor(store, tx, world.ports, { person, account: '', grants }));
  for await (const piece of pieces ?? []) text += piece;
  const read = readLogFile(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(read.failure.reason);
  return read.value;
}

test('[AL1] everything that happens at the hub has its entry, with who did it, in the transaction that did it', async () => {
  await write('one');
  await store.transaction(async (tx) => {
    tx.actAs(ana);
    const row = await tx.device(writer.identity.device);
    if (row !== null) await tx.saveDevice({ ...row, revokedAt: 7 });
    await replaceKey(tx, makeSigningKey, world.ports.sign);
    await tx.addAccount({
      id: 'a'.repeat(8),
      person: ana,
      name: 'ana',
      setUp: null,
      passphrase: null,
      authenticator: null,
      authenticatorOffered: null,
      authenticatorStep: 0,
      madeAt: 1,
    } as never);
    await tx.addSession({ hash: 'ab'.repeat(32), account: 'a'.repeat(8), way: 'passphrase', beganAt: 1, lastSeen: 1 });
  });
  const undone = store.transaction(async (tx) => {
    await tx.setRoles(ana, world.otherScope, ['guest']);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await follow();
  const entries = await store.transaction((tx) => tx.logEntries(0, 100));
  expect(entries.map((entry) => entry.class).sort()).toEqual(
    ['begin', 'enrolment', 'grant', 'key', 'key', 'order', 'revocation', 'sign-in'].sort(),
  );
  expect(entries.map(({ place }) => place)).toEqual(entries.map((_, n) => n));
  const said = entries.map(({ opened }) => JSON.parse(opened?.statement ?? '{}') as Record<string, unknown>);
  expect(said).toContainEqual({ device: writer.identity.device, by: ana, at: world.ports.time });
  expect(said).toContainEqual(expect.objectContaining({ scope: world.scope, from: 1, to: 2 }));
  expect(said).toContainEqual({ person: ana, way: 'passphrase', at: world.ports.time });
  // Nothing happened: nothing is signed.
  const before = await follow();
  expect(await follow()).toEqual(before);
});

test('[AL4] a laptop is told of what was signed, cosigns it, and brings that once; nothing new says nothing', async () => {
  await write('one');
  const checkpoint = await follow();
  const { sync, witness: seen, device } = await witness();
  const newest = await follow();
  expect((await sync()).told.filter((size) => size !== null)).toEqual([newest?.size]);
  expect((await seen()).log).toMatchObject({ seen: { checkpoint: newest }, evidence: [] });
  const kept = () => store.transaction((tx) => tx.logCosignatures(newest?.epoch ?? ''));
  const brought = await sync();
  expect(brought.told).toEqual([null]);
  expect(await kept()).toMatchObject([{ device: device.identity.device, size: newest?.size }]);
  const quiet = await sync();
  expect([quiet.requests, quiet.told]).toEqual([1, [null]]);
  expect(quiet.bytesUp).toBeLessThan(brought.bytesUp - 70);
  expect(newest?.size).toBeGreaterThan(checkpoint?.size ?? 0);
  await write('two');
  await follow();
  await sync();
  await sync();
  expect((await kept())[0]?.size).toBeGreaterThan(newest?.size ?? 0);
  const glance = await store.transaction((tx) => readLog(tx, world.ports));
  expect(glance.witnesses).toHaveLength(1);
  expect(glance.laptops).toBe(2);
});

test('[AL5] a hub that was put back without saying so is found out: the laptop keeps both words, and a file shows them', async () => {
  const { sync, witness: seen, engine, device } = await witness();
  const putBack = store.backUp();
  await write('lost');
  await follow();
  await sync();
  putBack();
  world.ports.time += 60_000;
  await follow();
  await sync();
  expect((await seen()).log.evidence.map(({ kind }) => kind)).toEqual(['shrunk']);
  await sync();
  expect((await seen()).log.evidence).toHaveLength(1);
  // It grows on past what the laptop saw: now the hub's own proof is against it.
  for (const value of ['a', 'b', 'c'])
    await store.transaction((tx) => tx.setRoles(ana, world.otherScope, [value === 'b' ? 'guest' : 'trainer']));
  await follow();
  await sync();
  expect((await seen()).log.evidence.map(({ kind }) => kind)).toEqual(['shrunk', 'forked']);
  const written = await engine.audit(world.scope);
  const audit = written.ok ? readAudit(written.value) : null;
  if (audit?.ok !== true) throw new Error('no file');
  const { reasons } = await verifyAudit(audit.value, verifyEd25519);
  const about = reasons.filter(({ check }) => check === 'log').map(({ text }) => text);
  expect(about).toHaveLength(2);
  for (const text of about) expect(text).toContain('the two signatures prove it');
  const accused = compareWithAudit(await fileFor(ana), audit.value, chainsOf(audit.value.places));
  expect(accused.reasons.map(({ check }) => check)).toContain('agreement');
  expect(device.identity.device).toBe(audit.value.head.device);
});

test('[AL5] a hub that says that it was restored begins a log of its own, which names the former one', async () => {
  const { sync, witness: seen } = await witness();
  await write('kept');
  const former = await follow();
  await sync();
  await store.transaction((tx) => tx.renewEpoch('eeeeeeee-0000-4000-8000-000000000002'));
  const renewed = await follow();
  await sync();
  const { log } = await seen();
  expect([log.evidence, log.seen?.checkpoint]).toEqual([[], renewed]);
  const entries = await store.transaction((tx) => tx.logEntries(0, 100));
  expect(JSON.parse(entries.at(-1)?.opened?.statement ?? '{}')).toMatchObject({
    former: former?.epoch,
    size: former?.size,
  });
});

test('[AL6] the file opens to a coordinator what is about their part, and vouches for all of it', async () => {
  const far = await world.person('Far', []);
  await store.transaction((tx) => tx.setRoles(far, world.otherScope, ['steward']));
  await write('one');
  const { sync, engine } = await witness();
  await follow();
  await sync();
  await sync();
  const [mine, theirs] = [await fileFor(ana), await fileFor(far)];
  const verdict = await verifyLog(mine, verifyEd25519);
  expect(verdict.reasons).toEqual([]);
  expect(verdict.witnesses).toHaveLength(1);
  const opened = (file: typeof mine, kind: string) =>
    file.entries.filter((entry) => entry.class === kind && entry.opened !== null).length;
  expect([opened(mine, 'order'), opened(theirs, 'order')]).toEqual([1, 0]);
  expect([opened(mine, 'enrolment'), opened(theirs, 'enrolment')]).toEqual([2, 0]);
  expect(theirs.entries.filter((entry) => entry.class === 'export')).toHaveLength(1);
  const written = await engine.audit(world.scope);
  const audit = written.ok ? readAudit(written.value) : null;
  if (audit?.ok !== true) throw new Error('no file');
  expect(audit.value.log).toHaveLength(1);
  const found = compareWithAudit(mine, audit.value, chainsOf(audit.value.places));
  expect([found.reasons, (await verifyAudit(audit.value, verifyEd25519)).reasons]).toEqual([[], []]);
});
