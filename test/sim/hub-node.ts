/** The hub of a simulated world: the real decisions on the memory store, and people who gain and lose roles. */

import { sha256 } from '@noble/hashes/sha2.js';
import { followLog } from '../../hub/audit/follow-log.ts';
import { compactAll } from '../../hub/compaction/compact-all.ts';
import type { CompactionRule } from '../../hub/compaction/compact-scope.ts';
import type { Decision } from '../../hub/coordinator/coordinator-records.ts';
import { decideHeld, readHeld } from '../../hub/coordinator/decide-held.ts';
import { giveFirstKey } from '../../hub/network/hub-key.ts';
import { identityOf } from '../../hub/network/identity-of.ts';
import { newDevice } from '../../hub/network/new-device.ts';
import { retiredSince } from '../../hub/network/retired.ts';
import { exchange } from '../../hub/sync/decide-exchange.ts';
import type { PackSizes } from '../../hub/sync/exchange-ports.ts';
import type { HubTransaction, KeptOutcome, KeptReceipt, LogEntry, Pack } from '../../hub/sync/hub-store.ts';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import { takeProved } from '../../hub/sync/take-proved.ts';
import { takeReceipts } from '../../hub/sync/take-receipts.ts';
import { takeWaiting } from '../../hub/sync/take-waiting.ts';
import { withdrawOutgrown } from '../../hub/trust/certify.ts';
import { revoke, statementFor } from '../../hub/trust/revoke.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { verdicts } from '../../shared/domain/decision.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { overseenScopes } from '../../shared/domain/policy/overseers.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { openBatch } from '../../shared/protocol/batch.ts';
import { isLetGo, type Operation } from '../../shared/protocol/operation.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import { fakeKey, fakeSign, fakeVerify } from './fake-signing.ts';
import { type Seeded, seeded } from './seeded.ts';
import { simulatedEdition } from './simulated-edition.ts';

export interface HubNode {
  readonly scopes: readonly string[];
  readonly people: readonly string[];
  /** A device of these people, everyone unless told. */
  enrol(name: string, persons?: readonly string[]): Promise<{ identity: DeviceIdentity; publicKey: Uint8Array }>;
  /** One request; null when the hub answers with an error instead of a reply. */
  answer(request: Uint8Array): Promise<Uint8Array | null>;
  /** Takes a backup. Calling what it returns puts it back, as an administrator does who says so ([RH1]), or without a word. */
  backUp(): (how?: { readonly untold: boolean }) => Promise<void>;
  /** Somebody says that a backup was put back ([RH1]). */
  sayRestored(): Promise<void>;
  setRoles(person: string, scope: string, roles: readonly Role[]): Promise<void>;
  epoch(): Promise<string>;
  /** Ids of everything that it accepted or keeps. */
  knows(): Promise<ReadonlySet<string>>;
  /** Everything accepted in a scope, in order. */
  log(scope: string): Promise<readonly LogEntry[]>;
  /** Scopes in which one of these people holds a role now. */
  readable(persons: readonly string[]): Promise<ReadonlySet<string>>;
  /** A program of this edition starts on the hub's database, as after an upgrade. */
  become(edition: Edition): Promise<void>;
  /** Somebody withdraws a device's key ([RV1]). */
  revoke(device: string): Promise<void>;
  isRevoked(device: string): Promise<boolean>;
  /** The hub's signed word that a device is revoked ([RV5]). */
  revocationOf(device: string): Promise<string | null>;
  receiptsOf(device: string): Promise<readonly KeptReceipt[]>;
  /** Since when the hub calls a device retired ([DV4]). */
  retiredSince(device: string): Promise<number | null>;
  /** Lets go of values as a hub does that keeps them for minutes; the places that lost theirs, by scope ([CP1]). */
  compact(): Promise<ReadonlyMap<string, readonly LogEntry[]>>;
  /** Gives the hub receipts as if this device had brought them; how many it took. */
  takeReceipts(device: string, receipts: NonNullable<SyncRequest['receipts']>): Promise<number>;
  /** Gives the hub proved pages as if this device had brought them; how many operations it took. */
  takeProved(device: string, payloads: readonly Uint8Array[]): Promise<number>;
  /** The packs of a scope, in order. */
  packs(scope: string): Promise<readonly Pack[]>;
  /** How far the hub notes that a device has read. */
  cursorsOf(device: string): Promise<readonly { readonly scope: string; readonly seq: number }[]>;
  /** Somebody who looks after the scopes decides on the coordinator's page about something that is held there, if anything is. */
  decide(person: string, stewards: Seeded): Promise<string>;
  /** What was decided in a scope, operation by operation, as the hub remembers it. */
  decisions(scope: string): Promise<readonly Decision[]>;
  /** Scopes that one of these people looks after now. */
  overseen(persons: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the hub said of what it holds or refused in a scope. */
  keptOutcomes(scope: string): Promise<readonly KeptOutcome[]>;
  /** The root of the log at a size that the hub signed in an epoch. */
  logRoot(at: { readonly epoch: string; readonly size: number }): Promise<string | undefined>;
  /** Everything that the hub has of a scope, by where it lies: order, kept, decisions, packs and batches. */
  holdings(scope: string): Promise<ReadonlyMap<string, readonly Operation[]>>;
  /** Receipts of erasures, as device and erasure. */
  erasureReceipts(): Promise<ReadonlySet<string>>;
  /** Ids of what is held or was refused in a scope. */
  kept(scope: string): Promise<ReadonlySet<string>>;
}

export interface HubSetup {
  readonly retireAfter?: number | undefined;
  readonly sample?: boolean;
  /** Certificates that say too much are revoked when the role is taken ([RV3]), not when the device next calls. */
  readonly withdraws?: boolean;
}

/** So small that worlds of some hundred operations read packs all the time. */
export const tinyPacks: PackSizes = { least: 4, stored: 2_500, packed: 1_200, perAnswer: 2 };

/** Every value that was superseded a while ago may go, and what is gained does not count. */
const tinyRule: CompactionRule = { keepFor: 60_000, least: 0, share: 0 };

export async function createHubNode(
  random: Seeded,
  clock: Clock,
  packSizes = tinyPacks,
  { retireAfter, sample = true, withdraws = false }: HubSetup = {},
): Promise<HubNode> {
  // A stream of its own: what a world does is the same as before there was a log.
  const logPorts = { clock, random: seeded(1), sign: fakeSign };
  const store = createMemoryHubStore(logPorts);
  const ports = {
    clock,
    random,
    verify: fakeVerify,
    sign: fakeSign,
    edition: simulatedEdition,
    packSizes,
    retireAfter,
  };
  const id = () => uuidv7(clock, random);
  const scopes = [id(), id()];
  const people = [id(), id(), id()];
  await store.transaction(async (tx) => {
    await tx.foundHub({ id: id(), epoch: id(), networkName: 'Simulated', sample });
    await giveFirstKey(tx, () => fakeKey(random));
    for (const scope of scopes) await tx.addScope({ id: scope, name: scope });
    for (const person of people) {
      await tx.addPerson({ person, name: person, centre: 'Simulated' });
      for (const scope of scopes) await tx.setRoles(person, scope, ['steward', 'investigator']);
    }
  });
  const node: HubNode = {
    scopes,
    people,
    enrol: (name, persons = people) =>
      store.transaction(async (tx) => {
        const publicKey = sha256(random.bytes(32));
        const device = newDevice({
          id: id(),
          name,
          publicKey,
          persons,
          enrolledAt: clock.now(),
          grantsVersion: await tx.grantsVersion(),
        });
        await tx.addDevice(device);
        return { identity: await identityOf(tx, await tx.hub(), device), publicKey };
      }),
    async answer(request) {
      const answered = await store.transaction((tx) => exchange(tx, ports, request));
      await store.transaction((tx) => followLog(tx, logPorts));
      return answered.ok ? answered.value.reply : null;
    },
    backUp() {
      const putBack = store.backUp();
      return async ({ untold } = { untold: false }) => {
        putBack();
        if (!untold) await node.sayRestored();
      };
    },
    sayRestored: () => store.transaction((tx) => tx.renewEpoch(id())),
    logRoot: ({ epoch, size }) => store.transaction(async (tx) => (await tx.logCheckpoint(epoch, size))?.root),
    setRoles: (person, scope, roles) =>
      store.transaction(async (tx) => {
        await tx.setRoles(person, scope, roles);
        if (withdraws) await withdrawOutgrown(tx, ports, person);
      }),
    readable: (persons) =>
      store.transaction(async (tx) => new Set((await tx.grants(persons)).map(({ scope }) => scope))),
    async become(edition) {
      ports.edition = edition;
      await store.transaction((tx) => takeWaiting(tx, ports));
    },
    revoke: (id) =>
      store.transaction(async (tx) => {
        const device = await tx.lockDevice(id);
        if (device === null) throw new Error(`There is no device ${id}`);
        await revoke(tx, ports, device, { by: null });
      }),
    isRevoked: (id) => store.transaction(async (tx) => ((await tx.device(id))?.revokedAt ?? null) !== null),
    revocationOf: (device) => store.transaction((tx) => statementFor(tx, device)),
    receiptsOf: (device) => store.transaction((tx) => tx.receiptsOf(device)),
    retiredSince: (id) =>
      store.transaction(async (tx) => {
        const device = await tx.device(id);
        return device === null ? null : retiredSince(device, clock.now(), ports.retireAfter);
      }),
    async compact() {
      const before = await Promise.all(scopes.map((scope) => node.log(scope)));
      await compactAll(store, ports, tinyRule, (error) => {
        throw error;
      });
      const after = await Promise.all(scopes.map((scope) => node.log(scope)));
      return new Map(
        scopes.map((scope, n) => {
          const whole = new Set((before[n] ?? []).flatMap(({ seq, operation }) => (isLetGo(operation) ? [] : seq)));
          return [scope, (after[n] ?? []).filter(({ seq, operation }) => isLetGo(operation) && whole.has(seq))];
        }),
      );
    },
    takeProved: (id, payloads) =>
      store.transaction(async (tx) => {
        const device = await tx.device(id);
        if (device === null) throw new Error(`There is no device ${id}`);
        return takeProved(tx, ports, { hub: await tx.hub(), device }, payloads);
      }),
    takeReceipts: (id, receipts) =>
      store.transaction(async (tx) => {
        const device = await tx.device(id);
        if (device === null) throw new Error(`There is no device ${id}`);
        return takeReceipts(tx, ports, { hub: await tx.hub(), device, readable: [] }, receipts);
      }),
    decide: (person, stewards) =>
      store.transaction(async (tx) => {
        const who = { person, account: person, grants: await tx.grants([person]) };
        const { changes } = await readHeld(tx, who);
        const change = changes[stewards.below(changes.length)];
        if (change === undefined) return 'finds nothing held';
        const verdict = stewards.pick(verdicts);
        const operations = change.operations.map(({ id }) => id);
        const decided = await decideHeld(tx, ports, who, { operations, verdict, note: 'Why', language: 'en' });
        return `${decided.ok ? verdict : decided.failure.kind} ${operations.join(' ')}`;
      }),
    decisions: (scope) => store.transaction((tx) => tx.decisionsIn([scope], 100_000)),
    overseen: (persons) => store.transaction(async (tx) => new Set(overseenScopes(await tx.grants(persons)))),
    packs: (scope) => store.transaction((tx) => tx.packsAfter(scope, 0, 1_000)),
    cursorsOf: (device) => store.transaction((tx) => tx.cursorsOf(device)),
    keptOutcomes: (scope) => store.transaction(async (tx) => (await tx.keptIn(scope)).map(({ outcome }) => outcome)),
    log: (scope) => store.transaction((tx) => logIn(tx, scope)),
    erasureReceipts: () =>
      store.transaction(async (tx) => {
        const receipts = await tx.erasureReceipts(scopes);
        return new Set(receipts.map(({ device, erasure }) => `${device} ${erasure}`));
      }),
    holdings: (scope) =>
      store.transaction(async (tx) => {
        const batches: Operation[] = [];
        for (const { bytes } of await tx.batchesAfter(scope, '', 1_000_000)) {
          const opened = openBatch(bytes);
          const read = opened.ok ? opened.value.read(await tx.named(scope, opened.value.places)) : opened;
          if (read.ok) batches.push(...read.value.operations);
        }
        const packs: Operation[] = [];
        for (const { hash } of await tx.packsAfter(scope, 0, 1_000_000)) {
          const page = decodePage((await tx.packBytes(hash)) ?? new Uint8Array(0));
          if (page.ok) packs.push(...page.value.operations);
        }
        return new Map<string, readonly Operation[]>([
          ['its order', (await logIn(tx, scope)).map(({ operation }) => operation)],
          ['what it keeps', (await tx.keptIn(scope)).map(({ operation }) => operation)],
          ['its decisions', (await tx.decisionsIn([scope], 100_000)).map(({ operation }) => operation)],
          ['its packs', packs],
          ['its batches', batches],
        ]);
      }),
    epoch: () => store.transaction(async (tx) => (await tx.hub()).epoch),
    async knows() {
      const known = new Set<string>();
      for (const scope of scopes) {
        for (const { operation } of await node.log(scope)) known.add(operation.id);
        for (const one of await node.kept(scope)) known.add(one);
      }
      return known;
    },
    kept: (scope) =>
      store.transaction(async (tx) => new Set((await tx.keptIn(scope)).map(({ operation }) => operation.id))),
  };
  return node;
}

/** Everything accepted in a scope, in order. */
async function logIn(tx: HubTransaction, scope: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const page = await tx.page(scope, entries.at(-1)?.seq ?? 0, 1_000_000);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}
