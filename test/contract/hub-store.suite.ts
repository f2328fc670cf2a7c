/** What every HubStore keeps to; the decisions rely on nothing else. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Device, HubStore, HubTransaction, KeptOperation, LogEntry } from '../../hub/sync/hub-store.ts';
import { emptyMark } from '../../hub/sync/place-after.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { describeAccounts, describeCoordinator } from './hub-store-accounts.suite.ts';
import { describeAsks } from './hub-store-asks.suite.ts';
import { describeErasures } from './hub-store-erasures.suite.ts';
import { describeLinks } from './hub-store-links.suite.ts';
import { describePacks } from './hub-store-packs.suite.ts';
import { describePasskeys } from './hub-store-passkeys.suite.ts';
import { describeTrust } from './hub-store-trust.suite.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const hex = (n: number) => n.toString(16).padStart(32, '0');
const [ana, ben, here, there, laptop] = [uuid(1), uuid(2), uuid(11), uuid(12), uuid(21)] as const;

const device: Device = {
  id: laptop,
  name: 'Laptop 1',
  publicKey: new Uint8Array(32).fill(7),
  persons: [ana, ben],
  enrolledAt: 1_000,
  revokedAt: null,
  ticket: hex(1),
  ticketBefore: null,
  cloneSuspectedAt: null,
  lastContact: null,
  declaredWaiting: 0,
  grantsVersion: 0,
  incarnation: null,
  newLifeAt: null,
  certificate: null,
  renewAt: null,
};

function operation(n: number, value: StoredOperation['value'] = `value ${n}`): StoredOperation {
  return {
    id: hex(n),
    seq: null,
    kind: 'set',
    scope: here,
    type: 'playbook',
    record: uuid(1_000 + n),
    field: 'title.ar',
    value,
    supersedes: [hex(n + 500)],
    tx: uuid(2_000 + n),
    lamport: n,
    wall: 1_700_000_000_000,
    schema: 1,
    received: 1_700_000_000_123,
    origin: { author: ana, device: laptop, incarnation: uuid(31) },
  };
}

const entry = (seq: number, value?: StoredOperation['value']): LogEntry => ({
  seq,
  chain: hex(9_000 + seq),
  digest: hex(8_000 + seq),
  operation: { ...operation(seq, value), seq },
});

const markOf = (seq: number) => ({ chain: entry(seq).chain, digest: entry(seq).digest });

const kept = (n: number, outcome: Partial<KeptOperation['outcome']> = {}): KeptOperation => ({
  outcome: { kind: 'refused', id: hex(n), reason: 'role-may-not', ...outcome } as KeptOperation['outcome'],
  operation: operation(n),
  device: laptop,
  at: 5_000 + n,
});

async function populate(tx: HubTransaction): Promise<void> {
  await tx.foundHub({ id: uuid(41), epoch: uuid(42), networkName: 'Varenia network', sample: true });
  await tx.addPerson({ person: ana, name: 'Ana', centre: 'Sorrel Coast' });
  await tx.addPerson({ person: ben, name: 'Ben', centre: 'Tolmara Highlands' });
  await tx.addScope({ id: here, name: 'Doctrine' });
  await tx.addScope({ id: there, name: 'Training' });
  await tx.addDevice(device);
}

export function testHubStore(name: string, create: () => Promise<HubStore>): void {
  describe(`a hub store ${name}`, () => {
    let store: HubStore;
    const tx = <T>(work: (transaction: HubTransaction) => Promise<T>) => store.transaction(work);
    beforeEach(async () => {
      store = await create();
      await tx(populate);
    });
    describeNetwork(tx, () => store);
    describeLog(tx);
    describePacks(tx, { here, there, hex });
    describeKept(tx);
    describeTrust(tx, { laptop, ana, hub: uuid(41), hex });
    const facts = { persons: [ana, ben], laptop, here, there, hex, uuid, kept } as const;
    describeAccounts(tx, () => store, facts);
    describePasskeys(tx, facts);
    describeLinks(tx, facts);
    describeAsks(tx, facts);
    describeCoordinator(tx, () => store, facts);
    describeErasures(tx, facts);
  });
}

type Tx = <T>(work: (transaction: HubTransaction) => Promise<T>) => Promise<T>;

function describeNetwork(tx: Tx, store: () => HubStore): void {
  test('is founded once, and keeps its first identity', async () => {
    await tx((t) => t.foundHub({ id: uuid(51), epoch: uuid(52), networkName: 'Other', sample: false }));
    const expected = { id: uuid(41), epoch: uuid(42), networkName: 'Varenia network', sample: true, keys: [] };
    expect(await tx((t) => t.hub())).toEqual(expected);
  });

  test('keeps its keys in their order, and numbers each with the grants, so that devices are told', async () => {
    const key = (n: number) => ({ publicKey: `${n}`.repeat(64), secret: new Uint8Array([n, 2, 3]), endorsement: null });
    await tx((t) => t.addHubKey(key(1)));
    await tx((t) => t.setRoles(ana, here, ['guest']));
    const before = await tx((t) => t.grantsVersion());
    await tx((t) => t.addHubKey({ ...key(2), endorsement: 'ab'.repeat(64) }));
    await tx(async (t) => {
      const { keys } = await t.hub();
      expect(keys.map(({ secret, ...rest }) => ({ ...rest, secret: [...secret] }))).toEqual([
        { publicKey: '1'.repeat(64), secret: [1, 2, 3], endorsement: null, since: 0 },
        { publicKey: '2'.repeat(64), secret: [2, 2, 3], endorsement: 'ab'.repeat(64), since: before + 1 },
      ]);
      expect(await t.grantsVersion()).toBe(before + 1);
    });
  });

  test('undoes everything a transaction wrote when its work rejects', async () => {
    const failing = tx(async (t) => {
      await t.addPerson({ person: uuid(3), name: 'Cid', centre: 'X' });
      await t.setRoles(ana, here, ['steward']);
      await t.lockScopes([here]);
      await t.append(here, [entry(1)]);
      await t.saveDevice({ ...device, ticket: hex(99) });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await tx(async (t) => {
      expect(await t.persons([uuid(3)])).toEqual([]);
      expect(await t.grants([ana])).toEqual([]);
      expect(await t.positions([here])).toEqual([{ scope: here, seq: 0, ...emptyMark }]);
      expect(await t.accepted([hex(1)])).toEqual(new Map());
      expect((await t.lockDevice(laptop))?.ticket).toBe(hex(1));
    });
  });

  test('answers people and scopes by id, sorted, without the unknown', async () => {
    await tx(async (t) => {
      expect((await t.persons([ben, uuid(9), ana])).map(({ name }) => name)).toEqual(['Ana', 'Ben']);
      expect(await t.scopes([there, here, uuid(9)])).toEqual([
        { id: here, name: 'Doctrine' },
        { id: there, name: 'Training' },
      ]);
    });
  });

  test('knows whose a scope is, until it is said to be of the whole network', async () => {
    const scope = { id: there, name: 'Training', centre: 'Sorrel Coast' };
    await tx((t) => t.addScope(scope));
    expect(await tx((t) => t.scopes([there]))).toEqual([scope]);
    await tx((t) => t.addScope({ id: there, name: 'Training' }));
    expect(await tx((t) => t.scopes([there]))).toEqual([{ id: there, name: 'Training' }]);
  });

  test('keeps words of agreements as they were said, and loses those of a transaction that failed', async () => {
    const word = (n: number) => ({ operation: hex(n), type: 'agreement', record: uuid(n), value: { b: [n], a: null } });
    await tx((t) => t.saveAgreementWords([word(3), word(2)]));
    const failing = tx(async (t) => {
      await t.saveAgreementWords([word(1)]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await tx((t) => t.agreementWords())).toEqual([word(2), word(3)]);
  });

  test('keeps words of requests for access by the request that they are about', async () => {
    const word = (n: number, request: string) => {
      return { operation: hex(n), request, type: 'access-answer', value: { n } };
    };
    await tx((t) => t.saveAccessWords([word(3, uuid(41)), word(1, uuid(41)), word(2, uuid(42))]));
    expect(await tx((t) => t.accessWords([uuid(41)]))).toEqual([word(1, uuid(41)), word(3, uuid(41))]);
    expect(await tx((t) => t.accessWords([]))).toEqual([]);
  });

  test('keeps who spoke on which device, by what is decided', async () => {
    const digest = (n: number) => hex(n) + hex(n);
    const signer = (n: number, of: number) => {
      return { operation: hex(n), digest: digest(of), person: n === 1 ? ana : ben, device: laptop };
    };
    await tx((t) => t.saveSigners([signer(3, 7), signer(1, 7), signer(2, 8)]));
    await tx((t) => t.saveSigners([]));
    expect(await tx((t) => t.signers([digest(7)]))).toEqual([signer(1, 7), signer(3, 7)]);
    expect(await tx((t) => t.signers([]))).toEqual([]);
  });

  test('keeps proposed roles with who signed, and since when, by whom and under what each role is held', async () => {
    const proposal = {
      ...{ id: uuid(61), scope: here, person: ana, roles: ['director'] as const, needed: 2, proposedBy: ben },
      ...{ proposedAt: 5_000, endsAt: 9_000, settled: null },
    };
    const second = { ...proposal, id: uuid(62), proposedAt: 4_000 };
    const signature = { proposal: uuid(61), scope: here, person: ben, digest: hex(7) + hex(8), at: 6_000 };
    await tx((t) => t.addProposal(proposal));
    await tx((t) => t.addProposal(second));
    expect(await tx((t) => t.addSignature(signature))).toBe(true);
    expect(await tx((t) => t.addSignature({ ...signature, at: 7_000 }))).toBe(false);
    await tx(async (t) => {
      expect(await t.openProposals([here], 8_999)).toEqual([second, proposal]);
      expect(await t.openProposals([here], 9_000)).toEqual([]);
      expect(await t.openProposals([there], 8_999)).toEqual([]);
      expect(await t.signatures([uuid(61), uuid(62)])).toEqual([signature]);
      expect(await t.lockProposal(uuid(63))).toBeNull();
    });
    await tx((t) => t.settleProposal(proposal, 'given', 8_000));
    await tx((t) => t.setRoles(ana, here, ['director', 'guest'], { at: 8_000, by: ben, proposal: uuid(61) }));
    const access = { request: uuid(41), person: ben, scope: here, kinds: ['playbook'], until: 9_000 };
    await tx((t) => t.giveAccess(access));
    await tx(async (t) => {
      expect(await t.openProposals([here], 8_999)).toEqual([second]);
      expect(await t.lockProposal(uuid(61))).toEqual({ ...proposal, settled: 'given' });
      expect(await t.proposals([uuid(62), uuid(61)])).toEqual([{ ...proposal, settled: 'given' }, second]);
      const given = { scope: here, since: 8_000, by: ben, proposal: uuid(61), until: null };
      const ending = { since: null, by: null, proposal: null, until: 9_000 };
      expect(await t.members([here])).toEqual([
        { ...given, person: ana, role: 'director' },
        { ...given, person: ana, role: 'guest' },
        { ...given, ...ending, person: ben, role: 'guest' },
      ]);
      expect(await t.members([there])).toEqual([]);
    });
  });

  test('gives access once under a request, beside roles without an end, and says what ends next', async () => {
    const access = { request: uuid(41), person: ana, scope: here, kinds: ['playbook'], until: 9_000 };
    const later = { ...access, request: uuid(42), until: 12_000 };
    await tx((t) => t.setRoles(ana, here, ['guest', 'trainer']));
    const before = await tx((t) => t.grantsVersion());
    expect(await tx((t) => t.giveAccess(later))).toBe(true);
    expect(await tx((t) => t.giveAccess(access))).toBe(true);
    expect(await tx((t) => t.giveAccess(access))).toBe(false);
    const lasting = { person: ana, scope: here, roles: ['trainer', 'guest'] };
    const ending = ({ person, scope, kinds, until }: typeof access) => ({
      person,
      scope,
      roles: ['guest'],
      kinds,
      until,
    });
    await tx(async (t) => {
      expect(await t.grants([ana])).toEqual([lasting, ending(access), ending(later)]);
      expect(await t.grantsChanged([ana], before)).toBe(true);
      expect((await t.hub()).nextEnd).toBe(9_000);
      expect(await t.accessEndingBy(8_999)).toEqual([]);
      expect(await t.accessEndingBy(12_000)).toEqual([access, later]);
      await t.setRoles(ana, here, []);
      expect(await t.endAccess(uuid(41), 'expired')).toEqual(access);
      expect(await t.endAccess(uuid(41), 'ended')).toBeNull();
      expect(await t.giveAccess(access)).toBe(false);
      expect(await t.grants([ana])).toEqual([ending(later)]);
      expect((await t.hub()).nextEnd).toBe(12_000);
      expect(await t.grantsKnown([ana], before)).toEqual([lasting]);
      await t.endAccess(uuid(42), 'ended');
      expect(await t.hub()).not.toHaveProperty('nextEnd');
    });
  });

  test('names every scope but some', async () => {
    expect(await tx((t) => t.scopesBut([here]))).toEqual([{ id: there, name: 'Training' }]);
    expect((await tx((t) => t.scopesBut([]))).map(({ name }) => name)).toEqual(['Doctrine', 'Training']);
  });

  test('knows the grants in force, those that could be known earlier, and whether any changed since', async () => {
    await tx((t) => t.setRoles(ana, here, ['trainer', 'steward']));
    await tx((t) => t.setRoles(ben, there, ['guest']));
    const before = await tx((t) => t.grantsVersion());
    await tx((t) => t.setRoles(ana, here, ['trainer', 'auditor']));
    await tx((t) => t.setRoles(ben, there, []));
    await tx(async (t) => {
      expect(await t.grants([ana, ben])).toEqual([{ person: ana, scope: here, roles: ['trainer', 'auditor'] }]);
      expect(await t.grantsKnown([ben, ana], before)).toEqual([
        { person: ana, scope: here, roles: ['trainer', 'steward'] },
        { person: ben, scope: there, roles: ['guest'] },
      ]);
      expect(await t.grantsKnown([ana, ben], 0)).toEqual([]);
      const now = await t.grantsVersion();
      expect([await t.grantsChanged([ben], before), await t.grantsChanged([ben], now)]).toEqual([true, false]);
      expect(await t.grantsChanged([], 0)).toBe(false);
    });
  });

  test('moves the grants version only when a grant changes', async () => {
    await tx((t) => t.setRoles(ana, here, ['trainer']));
    const version = await tx((t) => t.grantsVersion());
    await tx((t) => t.setRoles(ana, here, ['trainer']));
    expect(await tx((t) => t.grantsVersion())).toBe(version);
  });

  test('keeps a device with its people, and what changes in its life', async () => {
    expect(await tx((t) => t.lockDevice(laptop))).toEqual(device);
    const later: Device = {
      ...device,
      revokedAt: 10_000,
      ticket: hex(2),
      ticketBefore: hex(1),
      cloneSuspectedAt: 9_000,
      lastContact: 8_000,
      declaredWaiting: 12,
      grantsVersion: 3,
      certificate: hex(4),
      renewAt: 11_000,
    };
    await tx((t) => t.saveDevice(later));
    expect(await tx((t) => t.lockDevice(laptop))).toEqual(later);
    expect(await tx((t) => t.device(laptop))).toEqual(later);
    expect(await tx((t) => t.lockDevice(uuid(22)))).toBeNull();
  });

  test('keeps an enrolment code with its tries and who used it', async () => {
    const code = {
      selector: 'ABCD',
      secretHash: hex(7) + hex(8),
      persons: [ana],
      expiresAt: 99_000,
      triesLeft: 5,
      usedBy: null,
      madeBy: ana,
      madeAt: 50_000,
    };
    await tx((t) => t.addCode(code));
    await tx((t) => t.saveCode({ ...code, triesLeft: 4, usedBy: laptop }));
    expect(await tx((t) => t.lockCode('ABCD'))).toEqual({ ...code, triesLeft: 4, usedBy: laptop });
    expect(await tx((t) => t.lockCode('EFGH'))).toBeNull();
  });

  test('lets one transaction at a time hold a device', async () => {
    const steps: string[] = [];
    const hold = (name: string) =>
      store().transaction(async (t) => {
        await t.lockDevice(laptop);
        steps.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push(`${name} out`);
      });
    await Promise.all([hold('a'), hold('b')]);
    expect(steps.map((step) => step.slice(2))).toEqual(['in', 'out', 'in', 'out']);
  });
}

function describeLog(tx: Tx): void {
  test('appends in order and answers where a scope stands', async () => {
    await tx(async (t) => {
      expect(await t.lockScopes([there, here, uuid(9)])).toEqual([
        { scope: here, seq: 0, ...emptyMark },
        { scope: there, seq: 0, ...emptyMark },
      ]);
      await t.append(here, [entry(1), entry(2)]);
    });
    await tx(async (t) => {
      expect(await t.positions([here])).toEqual([{ scope: here, seq: 2, ...markOf(2) }]);
      expect(await t.accepted([hex(2), hex(77)])).toEqual(new Map([[hex(2), 2]]));
      expect(new Map([...(await t.marks(here, [2, 0, 3]))].sort())).toEqual(
        new Map([
          [0, emptyMark],
          [2, markOf(2)],
        ]),
      );
      expect(await t.marks(there, [1])).toEqual(new Map());
      expect(await t.named(here, [2, 0, 3])).toEqual(new Map([[2, entry(2).operation]]));
    });
  });

  test('never leaves a gap: a place that does not follow the end is a bug', async () => {
    await expect(tx((t) => t.append(here, [entry(2)]))).rejects.toThrow();
    await tx((t) => t.append(here, [entry(1)]));
    await expect(tx((t) => t.append(here, [entry(1)]))).rejects.toThrow();
    expect((await tx((t) => t.positions([here])))[0]?.seq).toBe(1);
  });

  test('gives back operations exactly as they came, whatever their value holds', async () => {
    const values = [
      null,
      'نص \u0000 with NUL',
      1.5,
      true,
      ['ر', { a: [] }],
      { deep: { '': null, 中: 'ق' } },
      'a\u2028b',
    ];
    const entries = values.map((value, i) => entry(i + 1, value));
    await tx((t) => t.append(here, entries));
    expect(await tx((t) => t.page(here, 0, 1_000_000))).toEqual(entries);
  });

  test('fills a page up to its budget, and never answers an empty one while there is more', async () => {
    const entries = [1, 2, 3, 4].map((n) => entry(n, 'x'.repeat(10_000)));
    await tx((t) => t.append(here, entries));
    const seqs = async (after: number, budget: number) =>
      (await tx((t) => t.page(here, after, budget))).map(({ seq }) => seq);
    expect(await seqs(0, 25_000)).toEqual([1, 2]);
    // What is left of an answer is estimated: no whole number, and no error for it.
    expect(await seqs(0, 25_000.5)).toEqual([1, 2]);
    expect(await seqs(2, 1_000_000)).toEqual([3, 4]);
    expect(await seqs(1, 10)).toEqual([2]);
    expect(await seqs(4, 1_000)).toEqual([]);
    expect(await tx((t) => t.page(there, 0, 1_000))).toEqual([]);
  });

  test('knows records, completes their creation, and lets none move to another scope or type', async () => {
    const record = { id: uuid(1_001), scope: here, type: 'playbook', creator: null, createdTx: null };
    await tx((t) => t.saveRecords([record]));
    await tx((t) => t.saveRecords([{ ...record, creator: ana, createdTx: uuid(5) }]));
    expect(await tx((t) => t.records([record.id, uuid(1_002)]))).toEqual([
      { ...record, creator: ana, createdTx: uuid(5) },
    ]);
  });

  test('keeps cursors, batches and chunks, twice without harm', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    for (let i = 0; i < 2; i += 1) {
      await tx(async (t) => {
        await t.saveCursors(laptop, [{ scope: here, seq: i }]);
        await t.keepBatch({ scope: here, device: laptop, hash: hex(1) + hex(2), bytes, at: 1_000 });
        await t.saveChunks([{ hash: hex(3) + hex(4), bytes }]);
      });
    }
    expect(await tx((t) => t.chunk(hex(3) + hex(4)))).toEqual(bytes);
    expect(await tx((t) => t.chunk(hex(3) + hex(5)))).toBeNull();
  });

  test('[CP1] lets go of values and of nothing else, and knows where', async () => {
    const [first, second, third] = [entry(1), entry(2, 'long '.repeat(100)), entry(3)];
    await tx((t) => t.append(here, [first, second, third]));
    expect(await tx((t) => t.firstLetGo(here, 0))).toBeNull();
    const freed = await tx((t) => t.letGo(here, [2, 9]));
    expect(freed).toEqual({ values: 1, bytes: expect.any(Number) });
    expect(freed.bytes).toBeGreaterThan(450);
    expect(await tx((t) => t.letGo(here, [2]))).toEqual({ values: 0, bytes: 0 });
    const gone = withoutValue(second.operation);
    expect(gone.commitment).toMatch(/^[0-9a-f]{64}$/);
    const page = [first, { ...second, operation: gone }, third];
    expect(await tx((t) => t.page(here, 0, 1e6))).toEqual(page);
    expect((await tx((t) => t.named(here, [2]))).get(2)).toMatchObject({ id: hex(2), record: second.operation.record });
    const firsts = [0, 1, 2].map((after) => tx((t) => t.firstLetGo(here, after)));
    expect(await Promise.all(firsts)).toEqual([2, 2, null]);
    expect(await tx((t) => t.allScopes())).toEqual([here, there]);
  });

  test('[CP3] keeps how far devices are settled, and what was compacted', async () => {
    await tx((t) =>
      t.saveSettled(
        laptop,
        new Map([
          [here, 3],
          [there, 4],
        ]),
      ),
    );
    await tx((t) =>
      t.saveSettled(
        laptop,
        new Map([
          [here, 7],
          [there, null],
        ]),
      ),
    );
    expect(await tx((t) => t.settledOf(laptop))).toEqual(new Map([[here, 7]]));
    expect(await tx((t) => t.settledIn(here))).toEqual(new Map([[laptop, 7]]));
    expect(await tx((t) => t.settledIn(there))).toEqual(new Map());
    const compaction = { scope: here, lookedTo: 3, values: 2, bytes: 900, at: 5_000 };
    await tx((t) => t.saveCompaction({ ...compaction, values: 1 }));
    await tx((t) => t.saveCompaction(compaction));
    expect(await tx((t) => t.compactions([here, there]))).toEqual([compaction]);
  });

  test('[SC5] keeps each receipt of a purge once, latest first', async () => {
    const receipt = { device: laptop, scope: here, at: 5, signature: hex(7).repeat(4), receivedAt: 1_000 };
    const later = { ...receipt, at: 3, receivedAt: 2_000 };
    expect(await tx((t) => t.keepReceipts([receipt]))).toEqual([receipt]);
    expect(await tx((t) => t.keepReceipts([{ ...receipt, receivedAt: 9_000 }, later]))).toEqual([later]);
    expect(await tx((t) => t.receiptsOf(laptop))).toEqual([later, receipt]);
    expect(await tx((t) => t.receiptsOf(uuid(22)))).toEqual([]);
    expect(await tx((t) => t.latestReceipts([here, there]))).toEqual([later]);
    expect(await tx((t) => t.latestReceipts([there]))).toEqual([]);
  });

  test('knows which chunks attachments name, and asks for those that are missing', async () => {
    const [first, second] = [hex(3) + hex(4), hex(3) + hex(5)];
    await tx((t) => t.addChunkReferences(here, laptop, [second, first]));
    await tx((t) => t.addChunkReferences(here, uuid(22), [first]));
    await tx((t) => t.saveChunks([{ hash: second, bytes: Uint8Array.of(1) }]));
    await tx(async (t) => {
      expect(await t.missingChunks([here, there], laptop, 10)).toEqual([first]);
      expect(await t.missingChunks([there], laptop, 10)).toEqual([]);
      expect(await t.missingChunks([here], uuid(22), 10)).toEqual([]);
      expect(await t.referencedChunks([here], [first, hex(3) + hex(6)])).toEqual(new Set([first]));
      expect(await t.referencedChunks([there], [first])).toEqual(new Set());
    });
  });
}

function describeKept(tx: Tx): void {
  test('keeps what was not accepted, with its reason and owner, and what was said last', async () => {
    const held = kept(2, { kind: 'quarantined', owner: 'steward', reason: 'no-grant-in-scope' });
    const newer = { ...kept(3), outcome: { kind: 'needs-newer-hub', id: hex(3) } as const };
    await tx((t) => t.keep([kept(1), held, newer]));
    const again = kept(1, { reason: 'append-only' });
    await tx((t) => t.keep([again]));
    await tx(async (t) => {
      expect(await t.kept([hex(1), hex(2), hex(3), hex(4)])).toEqual(
        new Map([again, held, newer].map(({ outcome }) => [outcome.id, outcome])),
      );
      expect(await t.keptIn(here)).toEqual([again, held, newer]);
      expect(await t.keptIn(there)).toEqual([]);
      expect(await t.keptForNewer()).toEqual([newer]);
    });
    await tx((t) => t.release([hex(1), hex(4)]));
    expect((await tx((t) => t.keptIn(here))).map(({ outcome }) => outcome.id)).toEqual([hex(2), hex(3)]);
  });
}
