import { describe, expect, test } from 'vitest';
import type { Operation } from '../../shared/protocol/operation.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { heldWorld, idsOf } from '../../test/support/held-world.ts';
import { openedRequest } from '../../test/support/opened-request.ts';
import { operationOf } from '../../test/support/scripted-device.ts';
import { exchange } from '../sync/decide-exchange.ts';

const held = heldWorld();
const { coordinator, create, decide, hold, list, readBy } = held;

describe('what is held', () => {
  test('is shown as what one action did to one record: fields, values, author, device, reason and age', async () => {
    const made = await hold(create());
    const { changes, more, decided } = await list();
    expect([more, decided]).toEqual([false, []]);
    expect(changes).toMatchObject([
      {
        scope: held.world.scope,
        type: 'playbook',
        record: made[0]?.record,
        author: { name: 'Ana', centre: 'Sorrel Coast' },
        device: { name: 'Laptop' },
        reason: 'role-may-not',
        receivedAt: held.world.ports.time,
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
    await held.world.store.transaction((tx) => tx.setRoles(stranger.person, held.world.otherScope, ['steward']));
    const elsewhere = { ...stranger, grants: await held.world.store.transaction((tx) => tx.grants([stranger.person])) };
    expect((await list(elsewhere)).changes).toEqual([]);
    expect(await decide(made, 'accepted', '', elsewhere)).toEqual({ ok: false, failure: { kind: 'held-changed' } });
  });
});

describe('a decision', () => {
  test('[HB6] accepting appends to the scope in order, and every device reads it in a page, its author too', async () => {
    const made = await hold(create());
    expect((await decide([...made].reverse(), 'accepted', '')).ok).toBe(true);
    await held.reader.sync();
    await held.device.sync();
    expect(readBy(held.reader)).toEqual(idsOf(made));
    expect(readBy(held.device)).toEqual(idsOf(made));
    expect((await list()).changes).toEqual([]);
    // Sent again it is what it is: in the order.
    expect((await held.device.sync({ batches: [made] })).kinds).toEqual(['duplicate', 'duplicate']);
  });

  test('[HB6] what is accepted is of its author: what they add to the record later counts as before', async () => {
    const made = await hold(create());
    await decide(made, 'accepted', '');
    await held.world.store.transaction((tx) => tx.setRoles(held.author, held.world.scope, ['trainer']));
    await held.device.sync();
    const later = operationOf(held.world.ports, {
      scope: held.world.scope,
      record: made[0]?.record as string,
      value: 'Later',
    });
    expect((await held.device.sync({ batches: [[later]] })).kinds).toEqual(['accepted']);
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
          decidedAt: held.world.ports.time,
          reason: 'role-may-not',
        },
      ]);
      expect(decided[0]?.operations.map(({ value }) => value)).toEqual([null, 'تقييم الموقع']);
      // The author is a trainer again: the decision stands all the same.
      await held.world.store.transaction((tx) => tx.setRoles(held.author, held.world.scope, ['trainer']));
      const again = await held.device.sync({ batches: [made] });
      expect(again.outcomes?.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual([verdict, verdict]);
      await held.reader.sync();
      expect(readBy(held.reader)).toEqual([]);
      expect((await held.world.store.transaction((tx) => tx.keptIn(held.world.scope))).length).toBe(2);
    },
  );

  test('[HB7] its device is told of a return once, and again when that answer was lost', async () => {
    const made = await hold(create());
    await decide(made, 'returned');
    const told = idsOf(made)
      .sort()
      .map((id) => ({ id, reason: 'returned', decision: 0 }));
    const { ticket } = held.device;
    expect((await held.device.sync()).message?.settled).toEqual(told);
    // As if that answer had not come: the device asks again with the ticket that it had.
    held.device.ticket = ticket;
    expect((await held.device.sync()).message?.settled).toEqual(told);
    expect((await held.device.sync()).message?.settled).toBeUndefined();
    expect((await held.reader.sync()).message?.settled).toBeUndefined();
  });

  test('[HB8] its device is told what was written about it, once for all of its operations', async () => {
    const made = await hold(create());
    await decide(made, 'returned', 'اسألوا المركز');
    expect((await held.device.sync()).message?.decisions).toEqual([
      {
        note: 'اسألوا المركز',
        language: 'en',
        by: { person: held.steward.person, name: 'Wen', centre: 'Sorrel Coast' },
        at: held.world.ports.time,
      },
    ]);
    expect((await held.device.sync()).message?.decisions).toBeUndefined();
  });

  test('[HB8] a device of its author that offers it again hears again why; one that only carries it does not', async () => {
    const made = await hold(create());
    const request = await held.device.request({ batches: [made] });
    await decide(made, 'discarded');
    await held.device.sync();
    const again = await held.device.sync({ batches: [made] });
    expect(again.message?.settled).toEqual(
      idsOf(made)
        .sort()
        .map((id) => ({ id, reason: 'discarded', decision: 0 })),
    );
    expect(again.message?.decisions?.map(({ note }) => note)).toEqual(['Ask the centre first']);
    const carrier = await held.world.device([await held.world.person('Cleo', ['trainer'])]);
    const carried = await carrier.request({ payloadsBefore: openedRequest(request, held.device.identity.hub).batches });
    const answer = await held.world.store.transaction((tx) => exchange(tx, held.world.ports, carried));
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
      held.world.ports.time += 1;
      await decide(change, 'returned', `${n} `.padEnd(2_000, 'x'));
    }
    const told: number[] = [];
    for (let answers = 0; answers < 2; answers++) told.push((await held.device.sync()).message?.decisions?.length ?? 0);
    expect(told).toEqual([32, 8]);
    expect((await held.device.sync()).message?.decisions).toBeUndefined();
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
    await held.world.store.transaction((tx) => tx.setRoles(held.author, held.world.scope, ['steward']));
    const own = {
      person: held.author,
      account: held.author,
      grants: await held.world.store.transaction((tx) => tx.grants([held.author])),
    };
    expect((await list(own)).changes[0]?.isOwn).toBe(true);
    expect(await decide(made, 'accepted', '', own)).toEqual({ ok: false, failure: { kind: 'own-change' } });
    expect((await decide(made, 'discarded', 'A mistake of mine', own)).ok).toBe(true);
  });

  test('cannot accept what every device would refuse by its form', async () => {
    const made = create();
    const [only] = await hold([
      operationOf(held.world.ports, { scope: held.world.scope, record: made[0]?.record as string }),
    ]);
    // Meanwhile the record turned out to be of another scope.
    const record = {
      id: only?.record as string,
      scope: held.world.otherScope,
      type: 'playbook',
      creator: null,
      createdTx: null,
    };
    await held.world.store.transaction((tx) => tx.saveRecords([record]));
    expect(await decide([only as Operation], 'accepted')).toEqual({
      ok: false,
      failure: { kind: 'cannot-accept', reason: 'record-belongs-elsewhere' },
    });
    expect((await list()).changes).toHaveLength(1);
  });
});

describe('a revoked device', () => {
  const revoke = () =>
    held.world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(held.device.identity.device);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: held.world.ports.time });
    });

  test('[HB5] is refused and learns nothing, and what it brings is held; a person may still accept it', async () => {
    await revoke();
    const made = create();
    expect((await held.device.sync({ batches: [made] })).failure).toEqual({ kind: 'device-revoked' });
    const { changes } = await list();
    expect(changes.map(({ reason }) => reason)).toEqual(['device-revoked']);
    await decide(made, 'accepted', '');
    await held.reader.sync();
    expect(readBy(held.reader)).toEqual(idsOf(made));
  });

  test('[HB5] is held when another device carries it', async () => {
    const batch = create();
    const request = await held.device.request({ batches: [batch] });
    await revoke();
    const carrier = await held.world.device([await held.world.person('Cleo', ['trainer'])]);
    const answer = await carrier.request({ payloadsBefore: openedRequest(request, held.device.identity.hub).batches });
    await held.world.store.transaction((tx) => exchange(tx, held.world.ports, answer));
    expect((await list()).changes.map(({ reason }) => reason)).toEqual(['device-revoked']);
  });
});
