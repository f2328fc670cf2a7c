import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import { type Ruling, subjectsOfRuling } from '../../shared/domain/decision.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { heldWorld, idsOf } from '../../test/support/held-world.ts';
import { creationOf, operationOf, type ScriptedDevice } from '../../test/support/scripted-device.ts';

const held = heldWorld();
const { coordinator, create, decide, hold, list, operationsRead, readBy, rulingsRead } = held;

describe('a decision in the order', () => {
  const profileOf = (person: string, name: string) => ({ person, name, centre: 'Sorrel Coast' });

  test.each(['accepted', 'returned', 'discarded'] as const)(
    '[HB10] what was %s stands there with who, what, when and why, and without what was held',
    async (verdict) => {
      const made = await hold(create());
      await decide(made, verdict, 'اسألوا المركز');
      await held.reader.sync();
      expect(rulingsRead(held.reader)).toEqual([
        {
          operations: idsOf(made).sort(),
          outcome: verdict,
          note: 'اسألوا المركز',
          language: 'en',
          author: profileOf(held.author, 'Ana'),
          by: profileOf(held.steward.person, 'Wen'),
          at: held.world.ports.time,
          records: [{ id: made[0]?.record, type: 'playbook' }],
          reasons: ['role-may-not'],
        },
      ]);
      const decided = operationsRead(held.reader).filter(({ type }) => type === 'decision');
      expect(JSON.stringify(decided)).not.toContain('تقييم');
      // It stands behind what it accepts, and says itself that the hub wrote it, in whose name.
      expect(operationsRead(held.reader).slice(-2)).toEqual(decided);
      const { id: hub, epoch } = await held.world.store.transaction((tx) => tx.hub());
      expect(decided.map(({ origin }) => origin)).toEqual(
        decided.map(() => ({ author: held.steward.person, device: hub, incarnation: epoch })),
      );
      expect(decided.every(({ lamport }) => lamport > Math.max(...made.map((one) => one.lamport)))).toBe(true);
    },
  );

  test('[HB10] a decision that is not made leaves nothing there', async () => {
    const made = await hold(create());
    await decide(made, 'discarded');
    await decide(made, 'accepted');
    await held.reader.sync();
    expect(rulingsRead(held.reader).map(({ outcome }) => outcome)).toEqual(['discarded']);
  });

  test('[HB10] one decision about the work of two people is one for each of them', async () => {
    const made = await hold(create());
    const other = await held.world.person('Cleo', ['trainer']);
    const second = await held.world.device([other]);
    await second.sync();
    await held.world.store.transaction((tx) => tx.setRoles(other, held.world.scope, ['guest']));
    const theirs = create();
    await second.sync({ batches: [theirs] });
    await decide([...made, ...theirs], 'returned');
    await held.reader.sync();
    expect(rulingsRead(held.reader).map((one) => [one.author.name, one.operations])).toEqual(
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
    stewards = await held.world.device([held.steward.person]);
    await stewards.sync();
  });

  const rulingOn = (made: readonly Operation[], says: Partial<Ruling> = {}): Ruling => ({
    ...subjectsOfRuling(made.map(({ id, record, type }) => ({ id, record, type, reason: 'role-may-not' }))),
    outcome: 'returned',
    note: 'Ask the centre first',
    language: 'en',
    author: { person: held.author, name: 'Ana', centre: 'Sorrel Coast' },
    by: { person: held.steward.person, name: 'Wen', centre: 'Sorrel Coast' },
    at: 7,
    ...says,
  });
  const decisionOf = (ruling: Ruling) =>
    creationOf(held.world.ports, {
      scope: held.world.scope,
      type: 'decision',
      field: 'ruling',
      value: ruling as unknown as Json,
    });
  const bring = (ruling: Ruling, from = stewards, by = held.steward.person) =>
    from.sync({ batches: [decisionOf(ruling)], author: by });
  const reasonsOf = (answer: Awaited<ReturnType<typeof bring>>) =>
    answer.outcomes?.map((outcome) => ('reason' in outcome ? outcome.reason : outcome.kind));

  test('[HB11] is carried out as on the page: accepted work goes into the order, and every device has all of it', async () => {
    const made = await hold(create());
    const answer = await bring(rulingOn(made, { outcome: 'accepted', note: '' }));
    expect(answer.kinds).toEqual(['accepted', 'accepted']);
    await held.reader.sync();
    await stewards.sync();
    expect(readBy(held.reader)).toEqual(idsOf(made));
    expect(readBy(stewards)).toEqual(idsOf(made));
    expect(rulingsRead(held.reader)).toHaveLength(1);
    const { changes, decided } = await list();
    expect([changes, decided.map(({ verdict, decidedBy }) => [verdict, decidedBy.name])]).toEqual([
      [],
      [['accepted', 'Wen']],
    ]);
  });

  test('[HB11] what it returns is refused for ever, and its author is told why', async () => {
    const made = await hold(create());
    expect((await bring(rulingOn(made))).kinds).toEqual(['accepted', 'accepted']);
    const told = await held.device.sync();
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
    const second = await held.world.device([other.person]);
    await second.sync();
    await bring(rulingOn(made, { outcome: 'discarded' }));
    const late = rulingOn(made, {
      outcome: 'accepted',
      by: { person: other.person, name: 'Oda', centre: 'Sorrel Coast' },
    });
    expect(reasonsOf(await bring(late, second, other.person))).toEqual(['not-held', 'not-held']);
    await held.reader.sync();
    expect(rulingsRead(held.reader).map(({ outcome }) => outcome)).toEqual(['discarded']);
    expect(operationsRead(held.reader)).toHaveLength(2);
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
    await held.world.store.transaction((tx) => tx.setRoles(held.author, held.world.scope, ['steward']));
    await held.device.sync();
    const own = {
      author: { person: held.author, name: 'Ana', centre: 'Sorrel Coast' },
      by: { person: held.author, name: 'Ana', centre: 'Sorrel Coast' },
    };
    expect(reasonsOf(await bring(rulingOn(made, { ...own, outcome: 'accepted' }), held.device, held.author))).toEqual([
      'own-work',
      'own-work',
    ]);
    expect((await bring(rulingOn(made, own), held.device, held.author)).kinds).toEqual(['accepted', 'accepted']);
  });

  test('[HB11] only who looks after the scope decides, and a decision is never itself held', async () => {
    const made = await hold(create());
    await held.world.store.transaction((tx) => tx.setRoles(held.steward.person, held.world.scope, ['trainer']));
    // They were a steward when they wrote it: other work would be held now.
    expect(reasonsOf(await bring(rulingOn(made)))).toEqual(['role-may-not', 'role-may-not']);
    expect((await list({ ...held.steward })).changes).toHaveLength(1);
  });

  test.each([
    [
      'another author than the one whose work it is',
      (): Partial<Ruling> => ({ author: { person: held.steward.person, name: 'Wen', centre: 'Sorrel Coast' } }),
    ],
    [
      'another name of the author',
      (): Partial<Ruling> => ({ author: { person: held.author, name: 'Someone', centre: 'Sorrel Coast' } }),
    ],
    [
      'somebody else who decided',
      (): Partial<Ruling> => ({ by: { person: held.author, name: 'Ana', centre: 'Sorrel Coast' } }),
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
    await held.world.store.transaction((tx) => tx.setRoles(held.steward.person, held.world.otherScope, ['steward']));
    await stewards.sync();
    const elsewhere = decisionOf(rulingOn(made)).map(({ id: _, ...one }) =>
      operationOf(held.world.ports, { ...one, scope: held.world.otherScope }),
    );
    expect(reasonsOf(await stewards.sync({ batches: [elsewhere] }))).toEqual(['not-held', 'not-held']);
  });
});
