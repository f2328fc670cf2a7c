import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import type { Verdict } from '../../shared/coordinator/contract.ts';
import { type Ruling, rulingOf, subjectsOfRuling } from '../../shared/domain/decision.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { decodeRequest } from '../../shared/protocol/sync-request.ts';
import {
  createWorld,
  creationOf,
  operationOf,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { exchange } from '../sync/decide-exchange.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import type { Coordinator } from './access.ts';
import { decideHeld, readHeld } from './decide-held.ts';

let world: World;
let steward: Coordinator;
let author = '';
let device: ScriptedDevice;
let reader: ScriptedDevice;

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  steward = await coordinator('Wen', ['steward']);
  author = await world.person('Ana', ['trainer']);
  device = await world.device([author]);
  reader = await world.device([await world.person('Ben', ['guest'])]);
  await device.sync();
});

async function coordinator(name: string, roles: Parameters<World['person']>[1]): Promise<Coordinator> {
  const person = await world.person(name, roles);
  const grants = await world.store.transaction((tx) => tx.grants([person]));
  return { person, account: person, grants };
}

/** The device made this while its author was a trainer; the hub gets it when they are none any more. */
async function hold(operations: Operation[]): Promise<Operation[]> {
  await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['guest']));
  const answer = await device.sync({ batches: [operations] });
  expect(new Set(answer.kinds)).toEqual(new Set(['quarantined']));
  return operations;
}

const create = () => creationOf(world.ports, { scope: world.scope, value: 'تقييم الموقع' });
const idsOf = (operations: readonly Operation[]) => operations.map(({ id }) => id);
const decide = (operations: readonly Operation[], verdict: Verdict, note = 'Ask the centre first', who = steward) =>
  world.store.transaction((tx) =>
    decideHeld(tx, world.ports, who, { operations: idsOf(operations), verdict, note, language: 'en' }),
  );
const list = (who = steward) => world.store.transaction((tx) => readHeld(tx, who));
/** The ids of what a device read, but for decisions. */
const readBy = (one: ScriptedDevice) => idsOf(operationsRead(one).filter(({ type }) => type !== 'decision'));
const operationsRead = (one: ScriptedDevice) => one.read.get(world.scope) ?? [];
const rulingsRead = (one: ScriptedDevice) => operationsRead(one).flatMap((operation) => rulingOf(operation) ?? []);

describe('what is held', () => {
  test('is shown as what one action did to one record: fields, values, author, device, reason and age', async () => {
    const made = await hold(create());
    const { changes, more, decided } = await list();
    expect([more, decided]).toEqual([false, []]);
    expect(changes).toMatchObject([
      {
        scope: world.scope,
        type: 'playbook',
        record: made[0]?.record,
        author: { name: 'Ana', centre: 'Sorrel Coast' },
        device: { name: 'Laptop' },
        reason: 'role-may-not',
        receivedAt: world.ports.time,
        isOwn: false,
        operations: [
          { kind: 'create', field: '@exists', value: null },
          { kind: 'set', field: 'title.en', value: 'تقييم الموقع' },
        ],
      },
    ]);
  });

  test('in a scope that somebody else looks after is neither shown nor decided', async () => {
    const made = await hold(create());
    const stranger = await coordinator('Sefa', []);
    await world.store.transaction((tx) => tx.setRoles(stranger.person, world.otherScope, ['steward']));
    const elsewhere = { ...stranger, grants: await world.store.transaction((tx) => tx.grants([stranger.person])) };
    expect((await list(elsewhere)).changes).toEqual([]);
    expect(await decide(made, 'accepted', '', elsewhere)).toEqual({ ok: false, failure: { kind: 'held-changed' } });
  });
});

describe('a decision', () => {
  test('[HB6] accepting appends to the scope in order, and every device reads it in a page, its author too', async () => {
    const made = await hold(create());
    expect((await decide([...made].reverse(), 'accepted', '')).ok).toBe(true);
    await reader.sync();
    await device.sync();
    expect(readBy(reader)).toEqual(idsOf(made));
    expect(readBy(device)).toEqual(idsOf(made));
    expect((await list()).changes).toEqual([]);
    // Sent again it is what it is: in the order.
    expect((await device.sync({ batches: [made] })).kinds).toEqual(['duplicate', 'duplicate']);
  });

  test('[HB6] what is accepted is of its author: what they add to the record later counts as before', async () => {
    const made = await hold(create());
    await decide(made, 'accepted', '');
    await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['trainer']));
    await device.sync();
    const later = operationOf(world.ports, { scope: world.scope, record: made[0]?.record as string, value: 'Later' });
    expect((await device.sync({ batches: [[later]] })).kinds).toEqual(['accepted']);
  });

  test.each(['returned', 'discarded'] as const)(
    '[HB7] what is %s stays readable, out of the order, whatever comes again',
    async (verdict) => {
      const made = await hold(create());
      expect((await decide(made, verdict)).ok).toBe(true);
      const { changes, decided } = await list();
      expect(changes).toEqual([]);
      expect(decided).toMatchObject([
        {
          verdict,
          note: 'Ask the centre first',
          noteLanguage: 'en',
          decidedBy: { name: 'Wen' },
          decidedAt: world.ports.time,
          reason: 'role-may-not',
        },
      ]);
      expect(decided[0]?.operations.map(({ value }) => value)).toEqual([null, 'تقييم الموقع']);
      // The author is a trainer again: the decision stands all the same.
      await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['trainer']));
      const again = await device.sync({ batches: [made] });
      expect(again.outcomes?.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual([verdict, verdict]);
      await reader.sync();
      expect(readBy(reader)).toEqual([]);
      expect((await world.store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
    },
  );

  test('[HB7] its device is told of a return once, and again when that answer was lost', async () => {
    const made = await hold(create());
    await decide(made, 'returned');
    const told = idsOf(made)
      .sort()
      .map((id) => ({ id, reason: 'returned', decision: 0 }));
    const { ticket } = device;
    expect((await device.sync()).message?.settled).toEqual(told);
    // As if that answer had not come: the device asks again with the ticket that it had.
    device.ticket = ticket;
    expect((await device.sync()).message?.settled).toEqual(told);
    expect((await device.sync()).message?.settled).toBeUndefined();
    expect((await reader.sync()).message?.settled).toBeUndefined();
  });

  test('[HB8] its device is told what was written about it, once for all of its operations', async () => {
    const made = await hold(create());
    await decide(made, 'returned', 'اسألوا المركز');
    expect((await device.sync()).message?.decisions).toEqual([
      {
        note: 'اسألوا المركز',
        language: 'en',
        by: { person: steward.person, name: 'Wen', centre: 'Sorrel Coast' },
        at: world.ports.time,
      },
    ]);
    expect((await device.sync()).message?.decisions).toBeUndefined();
  });

  test('[HB8] a device of its author that offers it again hears again why; one that only carries it does not', async () => {
    const made = await hold(create());
    const request = await device.request({ batches: [made] });
    await decide(made, 'discarded');
    await device.sync();
    const again = await device.sync({ batches: [made] });
    expect(again.message?.settled).toEqual(
      idsOf(made)
        .sort()
        .map((id) => ({ id, reason: 'discarded', decision: 0 })),
    );
    expect(again.message?.decisions?.map(({ note }) => note)).toEqual(['Ask the centre first']);
    const read = decodeRequest(request, device.identity.hub);
    const carrier = await world.device([await world.person('Cleo', ['trainer'])]);
    const carried = await carrier.request({ payloadsBefore: read.ok ? read.value.batches : [] });
    const answer = await world.store.transaction((tx) => exchange(tx, world.ports, carried));
    const reply = answer.ok ? decodeReply(answer.value.reply) : answer;
    expect(reply.ok && [reply.value.message.outcomes[0]?.reason, reply.value.message.decisions]).toEqual([
      'discarded',
      undefined,
    ]);
  });

  test('[HB8] notes that do not fit into one answer come with the next ones, none twice', async () => {
    const made = Array.from({ length: 40 }, create);
    await hold(made.flat());
    for (const [n, change] of made.entries()) {
      world.ports.time += 1;
      await decide(change, 'returned', `${n} `.padEnd(2_000, 'x'));
    }
    const told: number[] = [];
    for (let answers = 0; answers < 2; answers++) told.push((await device.sync()).message?.decisions?.length ?? 0);
    expect(told).toEqual([32, 8]);
    expect((await device.sync()).message?.decisions).toBeUndefined();
  });

  test('to return or discard says why; to accept need not', async () => {
    const made = await hold(create());
    expect(await decide(made, 'returned', '')).toEqual({ ok: false, failure: { kind: 'note-missing' } });
    expect((await decide(made, 'accepted', '')).ok).toBe(true);
  });

  test('is made once: whoever comes second is told, and nothing of theirs counts', async () => {
    const made = await hold(create());
    await decide(made, 'discarded');
    expect(await decide(made, 'accepted')).toEqual({ ok: false, failure: { kind: 'held-changed' } });
    expect((await list()).decided.map(({ verdict }) => verdict)).toEqual(['discarded']);
  });

  test('nobody accepts their own change; they may take it back', async () => {
    const made = await hold(create());
    await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['steward']));
    const own = { person: author, account: author, grants: await world.store.transaction((tx) => tx.grants([author])) };
    expect((await list(own)).changes[0]?.isOwn).toBe(true);
    expect(await decide(made, 'accepted', '', own)).toEqual({ ok: false, failure: { kind: 'own-change' } });
    expect((await decide(made, 'discarded', 'A mistake of mine', own)).ok).toBe(true);
  });

  test('cannot accept what every device would refuse by its form', async () => {
    const made = create();
    const [held] = await hold([operationOf(world.ports, { scope: world.scope, record: made[0]?.record as string })]);
    // Meanwhile the record turned out to be of another scope.
    const record = {
      id: held?.record as string,
      scope: world.otherScope,
      type: 'playbook',
      creator: null,
      createdTx: null,
    };
    await world.store.transaction((tx) => tx.saveRecords([record]));
    expect(await decide([held as Operation], 'accepted')).toEqual({
      ok: false,
      failure: { kind: 'cannot-accept', reason: 'record-belongs-elsewhere' },
    });
    expect((await list()).changes).toHaveLength(1);
  });
});

describe('a revoked device', () => {
  const revoke = () =>
    world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(device.identity.device);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: world.ports.time });
    });

  test('[HB5] is refused and learns nothing, and what it brings is held; a person may still accept it', async () => {
    await revoke();
    const made = create();
    expect((await device.sync({ batches: [made] })).failure).toEqual({ kind: 'device-revoked' });
    const { changes } = await list();
    expect(changes.map(({ reason }) => reason)).toEqual(['device-revoked']);
    await decide(made, 'accepted', '');
    await reader.sync();
    expect(readBy(reader)).toEqual(idsOf(made));
  });

  test('[HB5] is held when another device carries it', async () => {
    const batch = create();
    const request = await device.request({ batches: [batch] });
    await revoke();
    const carrier = await world.device([await world.person('Cleo', ['trainer'])]);
    const read = decodeRequest(request, device.identity.hub);
    const answer = await carrier.request({ payloadsBefore: read.ok ? read.value.batches : [] });
    await world.store.transaction((tx) => exchange(tx, world.ports, answer));
    expect((await list()).changes.map(({ reason }) => reason)).toEqual(['device-revoked']);
  });
});

describe('a decision in the order', () => {
  const profileOf = (person: string, name: string) => ({ person, name, centre: 'Sorrel Coast' });

  test.each(['accepted', 'returned', 'discarded'] as const)(
    '[HB10] what was %s stands there with who, what, when and why, and without what was held',
    async (verdict) => {
      const made = await hold(create());
      await decide(made, verdict, 'اسألوا المركز');
      await reader.sync();
      expect(rulingsRead(reader)).toEqual([
        {
          operations: idsOf(made).sort(),
          outcome: verdict,
          note: 'اسألوا المركز',
          language: 'en',
          author: profileOf(author, 'Ana'),
          by: profileOf(steward.person, 'Wen'),
          at: world.ports.time,
          records: [{ id: made[0]?.record, type: 'playbook' }],
          reasons: ['role-may-not'],
        },
      ]);
      const decided = operationsRead(reader).filter(({ type }) => type === 'decision');
      expect(JSON.stringify(decided)).not.toContain('تقييم');
      // It stands behind what it accepts, and says itself that the hub wrote it, in whose name.
      expect(operationsRead(reader).slice(-2)).toEqual(decided);
      const { id: hub, epoch } = await world.store.transaction((tx) => tx.hub());
      expect(decided.map(({ origin }) => origin)).toEqual(
        decided.map(() => ({ author: steward.person, device: hub, incarnation: epoch })),
      );
      expect(decided.every(({ lamport }) => lamport > Math.max(...made.map((one) => one.lamport)))).toBe(true);
    },
  );

  test('[HB10] a decision that is not made leaves nothing there', async () => {
    const made = await hold(create());
    await decide(made, 'discarded');
    await decide(made, 'accepted');
    await reader.sync();
    expect(rulingsRead(reader).map(({ outcome }) => outcome)).toEqual(['discarded']);
  });

  test('[HB10] one decision about the work of two people is one for each of them', async () => {
    const made = await hold(create());
    const other = await world.person('Cleo', ['trainer']);
    const second = await world.device([other]);
    await second.sync();
    await world.store.transaction((tx) => tx.setRoles(other, world.scope, ['guest']));
    const theirs = create();
    await second.sync({ batches: [theirs] });
    await decide([...made, ...theirs], 'returned');
    await reader.sync();
    expect(rulingsRead(reader).map((one) => [one.author.name, one.operations])).toEqual(
      [
        ['Ana', idsOf(made).sort()],
        ['Cleo', idsOf(theirs).sort()],
      ].sort(([, a], [, b]) => ((a?.[0] ?? '') < (b?.[0] ?? '') ? -1 : 1)),
    );
  });
});

describe('a decision that a device brings', () => {
  let stewards: ScriptedDevice;

  beforeEach(async () => {
    stewards = await world.device([steward.person]);
    await stewards.sync();
  });

  const rulingOn = (made: readonly Operation[], says: Partial<Ruling> = {}): Ruling => ({
    ...subjectsOfRuling(made.map(({ id, record, type }) => ({ id, record, type, reason: 'role-may-not' }))),
    outcome: 'returned',
    note: 'Ask the centre first',
    language: 'en',
    author: { person: author, name: 'Ana', centre: 'Sorrel Coast' },
    by: { person: steward.person, name: 'Wen', centre: 'Sorrel Coast' },
    at: 7,
    ...says,
  });
  const decisionOf = (ruling: Ruling) =>
    creationOf(world.ports, {
      scope: world.scope,
      type: 'decision',
      field: 'ruling',
      value: ruling as unknown as Json,
    });
  const bring = (ruling: Ruling, from = stewards, by = steward.person) =>
    from.sync({ batches: [decisionOf(ruling)], author: by });
  const reasonsOf = (answer: Awaited<ReturnType<typeof bring>>) =>
    answer.outcomes?.map((outcome) => ('reason' in outcome ? outcome.reason : outcome.kind));

  test('[HB11] is carried out as on the page: accepted work goes into the order, and every device has all of it', async () => {
    const made = await hold(create());
    const answer = await bring(rulingOn(made, { outcome: 'accepted', note: '' }));
    expect(answer.kinds).toEqual(['accepted', 'accepted']);
    await reader.sync();
    await stewards.sync();
    expect(readBy(reader)).toEqual(idsOf(made));
    expect(readBy(stewards)).toEqual(idsOf(made));
    expect(rulingsRead(reader)).toHaveLength(1);
    const { changes, decided } = await list();
    expect([changes, decided.map(({ verdict, decidedBy }) => [verdict, decidedBy.name])]).toEqual([
      [],
      [['accepted', 'Wen']],
    ]);
  });

  test('[HB11] what it returns is refused for ever, and its author is told why', async () => {
    const made = await hold(create());
    expect((await bring(rulingOn(made))).kinds).toEqual(['accepted', 'accepted']);
    const told = await device.sync();
    expect(told.message?.settled?.map(({ reason }) => reason)).toEqual(['returned', 'returned']);
    expect(told.message?.decisions?.map(({ note }) => note)).toEqual(['Ask the centre first']);
  });

  test('[HB11] brought twice it is carried out once', async () => {
    const made = await hold(create());
    const batch = decisionOf(rulingOn(made));
    await stewards.sync({ batches: [batch] });
    expect((await stewards.sync({ batches: [batch] })).kinds).toEqual(['duplicate', 'duplicate']);
    expect((await list()).decided).toHaveLength(1);
  });

  test('[HB11] of two that decide differently the first in the order counts; the second is refused whole, with that reason', async () => {
    const made = await hold(create());
    const other = await coordinator('Oda', ['coordinator']);
    const second = await world.device([other.person]);
    await second.sync();
    await bring(rulingOn(made, { outcome: 'discarded' }));
    const late = rulingOn(made, {
      outcome: 'accepted',
      by: { person: other.person, name: 'Oda', centre: 'Sorrel Coast' },
    });
    expect(reasonsOf(await bring(late, second, other.person))).toEqual(['not-held', 'not-held']);
    await reader.sync();
    expect(rulingsRead(reader).map(({ outcome }) => outcome)).toEqual(['discarded']);
    expect(operationsRead(reader)).toHaveLength(2);
  });

  test('[HB11] two of one request about the same work: the second is refused', async () => {
    const made = await hold(create());
    const both = [decisionOf(rulingOn(made)), decisionOf(rulingOn(made, { outcome: 'discarded' }))];
    const answer = await stewards.sync({ batches: both });
    expect(reasonsOf(answer)).toEqual(['accepted', 'accepted', 'not-held', 'not-held']);
    expect((await list()).decided.map(({ verdict }) => verdict)).toEqual(['returned']);
  });

  test('[HB6] nobody accepts their own there either; they may take it back', async () => {
    const made = await hold(create());
    await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['steward']));
    await device.sync();
    const own = {
      author: { person: author, name: 'Ana', centre: 'Sorrel Coast' },
      by: { person: author, name: 'Ana', centre: 'Sorrel Coast' },
    };
    expect(reasonsOf(await bring(rulingOn(made, { ...own, outcome: 'accepted' }), device, author))).toEqual([
      'own-work',
      'own-work',
    ]);
    expect((await bring(rulingOn(made, own), device, author)).kinds).toEqual(['accepted', 'accepted']);
  });

  test('[HB11] only who looks after the scope decides, and a decision is never itself held', async () => {
    const made = await hold(create());
    await world.store.transaction((tx) => tx.setRoles(steward.person, world.scope, ['trainer']));
    // They were a steward when they wrote it: other work would be held now.
    expect(reasonsOf(await bring(rulingOn(made)))).toEqual(['role-may-not', 'role-may-not']);
    expect((await list({ ...steward })).changes).toHaveLength(1);
  });

  test.each([
    [
      'another author than the one whose work it is',
      (): Partial<Ruling> => ({ author: { person: steward.person, name: 'Wen', centre: 'Sorrel Coast' } }),
    ],
    [
      'another name of the author',
      (): Partial<Ruling> => ({ author: { person: author, name: 'Someone', centre: 'Sorrel Coast' } }),
    ],
    [
      'somebody else who decided',
      (): Partial<Ruling> => ({ by: { person: author, name: 'Ana', centre: 'Sorrel Coast' } }),
    ],
    ['another record', (): Partial<Ruling> => ({ records: [] })],
    ['another reason', (): Partial<Ruling> => ({ reasons: ['device-revoked'] })],
    ['no reason for a return', (): Partial<Ruling> => ({ note: ' ' })],
  ])('[HB11] one that says %s is refused, and nothing is decided', async (_what, says) => {
    const made = await hold(create());
    expect(new Set(reasonsOf(await bring(rulingOn(made, says()))))).toContain('value-invalid');
    expect((await list()).changes).toHaveLength(1);
  });

  test('[HB11] held work of another scope is not decided by it', async () => {
    const made = await hold(create());
    await world.store.transaction((tx) => tx.setRoles(steward.person, world.otherScope, ['steward']));
    await stewards.sync();
    const elsewhere = decisionOf(rulingOn(made)).map(({ id: _, ...one }) =>
      operationOf(world.ports, { ...one, scope: world.otherScope }),
    );
    expect(reasonsOf(await stewards.sync({ batches: [elsewhere] }))).toEqual(['not-held', 'not-held']);
  });
});
