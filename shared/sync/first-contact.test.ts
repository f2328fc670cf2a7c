/** Content goes to a party that was never met only when a person said yes: the engine itself sends nothing before ([FC1] to [FC4]). */
import { describe, expect, test } from 'vitest';
import { draftPlaybook, startLife } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA, scopeB } from '../../test/support/network.ts';
import { askAs, certified, createRoomWorld, type InRoom, meet, refusalOf } from '../../test/support/room-world.ts';
import { createMemoryStore } from './memory-store.ts';

async function save({ engine, number }: Pick<InRoom, 'engine' | 'number'>, drafts: ReturnType<typeof draftPlaybook>) {
  const saved = await engine.apply(person(number), drafts);
  expect(saved).toMatchObject({ ok: true });
}

const keyOf = ({ device }: InRoom) => device.identity.publicKey;
/** The laptops among those who wait for an answer: the hub waits too, since none was ever met here. */
const laptopsAsked = async ({ engine }: InRoom) => (await engine.parties()).filter(({ kind }) => kind === 'laptop');
const titles = async ({ engine }: InRoom) =>
  (await engine.list({ type: 'playbook' })).map((one) => one.values['title.en']);

describe('[FC1] a laptop that was never met', () => {
  const asks = { asks: true };

  test('is given no content before both sides said yes, whoever calls', async () => {
    const { enter } = createRoomWorld();
    const [one, two] = [await enter(1, asks), await enter(2, asks)];
    await save(one, draftPlaybook(1));
    await save(two, draftPlaybook(2));
    expect(await refusalOf(one, two)).toEqual({ kind: 'room-not-agreed' });
    expect(await refusalOf(two, one)).toEqual({ kind: 'room-not-agreed' });
    await one.engine.answerParty(keyOf(two), true);
    expect(await refusalOf(one, two)).toEqual({ kind: 'room-not-agreed-there' });
    expect([await titles(one), await titles(two)]).toEqual([['Playbook 1'], ['Playbook 2']]);
    expect(await one.engine.neighbours()).toEqual([]);
    await two.engine.answerParty(keyOf(one), true);
    expect(await meet(one, two)).toMatchObject({ received: 3, sent: 3 });
    expect(await laptopsAsked(one)).toEqual([]);
  });

  test('is given nothing when it asks for a list or for batches, or brings some', async () => {
    const one = await createRoomWorld().enter(1, asks);
    await save(one, draftPlaybook(1));
    for (const step of ['list', 'give'] as const) {
      const answered = await askAs(certified(2), one, { step, people: [{ name: 'Person 2', centre: 'Centre' }] });
      expect(answered).toEqual({ ok: false, failure: { kind: 'room-refused', reason: 'room-not-agreed' } });
    }
    expect(await laptopsAsked(one)).toMatchObject([{ people: [{ name: 'Person 2', centre: 'Centre' }] }]);
  });

  test('[FC3] a no and a yes hold after the store was made anew; a no can become a yes', async () => {
    const world = createRoomWorld();
    const [one, two] = [await world.enter(1, asks), await world.enter(2)];
    await refusalOf(one, two);
    await one.engine.answerParty(keyOf(two), false);
    expect(await refusalOf(one, two)).toEqual({ kind: 'room-not-agreed' });
    expect(await laptopsAsked(one)).toMatchObject([{ kind: 'laptop', isDeclined: true }]);
    await one.engine.answerParty(keyOf(two), true);
    const again = await world.enter(1, { ...asks, journal: one.journal });
    expect(again.engine.started.kind).toBe('rebuilt');
    expect(await refusalOf(again, two)).toBeNull();
  });

  test('[FC4] what is said to go is what goes, and what stays is said with its reason', async () => {
    const { enter } = createRoomWorld();
    const one = await enter(1, asks);
    const two = await enter(2, { roles: { [scopeB]: ['trainer'] } });
    await save(one, draftPlaybook(1, 'In A', scopeA));
    await save(one, draftPlaybook(2, 'In B', scopeB));
    await save(one, draftPlaybook(3, 'Also in B', scopeB));
    await refusalOf(one, two);
    const [asked] = await laptopsAsked(one);
    expect(asked).toMatchObject({
      kind: 'laptop',
      party: keyOf(two),
      people: [{ name: 'Person 2', centre: 'Centre' }],
      scopes: [scopeB],
      isDeclined: false,
      leaving: [{ type: 'playbook', mark: 'none', records: 2 }],
      withheld: [{ type: 'playbook', mark: 'none', records: 1, reason: 'scope' }],
    });
    await one.engine.answerParty(keyOf(two), true);
    await meet(one, two);
    expect(await titles(two)).toEqual(['In B', 'Also in B']);
  });
});

describe('[FC2] a hub that was never met', () => {
  test('is not called before somebody said yes, and is remembered once it was', async () => {
    const hub = createFakeHub();
    const { engine, journal } = await startLife(hub, { asks: true });
    await engine.apply(person(1), draftPlaybook(1));
    expect(await engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-not-agreed' } });
    expect(hub.requests).toHaveLength(0);
    const [asked] = await engine.parties();
    expect(asked).toMatchObject({
      kind: 'hub',
      leaving: [{ type: 'playbook', mark: 'none', records: 1 }],
      withheld: [],
    });
    await engine.answerParty(asked?.party ?? '', false);
    expect(await engine.sync()).toMatchObject({ failure: { kind: 'hub-not-agreed' } });
    await engine.answerParty(asked?.party ?? '', true);
    expect(await engine.sync()).toMatchObject({ ok: true });
    expect(await engine.parties()).toEqual([]);
    const again = await startLife(hub, { asks: true, journal, store: createMemoryStore() });
    expect(await again.engine.sync()).toMatchObject({ ok: true });
  });

  test('one that was met by an earlier edition counts as agreed to', async () => {
    const hub = createFakeHub();
    const before = await startLife(hub);
    expect(await before.engine.sync()).toMatchObject({ ok: true });
    const after = await startLife(hub, { asks: true, journal: before.journal, store: before.store });
    expect(await after.engine.sync()).toMatchObject({ ok: true });
  });
});

describe('[FC5] a yes can be taken back', () => {
  test('from the hub: who and when is told; nothing goes until somebody says yes again, also after a rebuild', async () => {
    const hub = createFakeHub();
    const life = await startLife(hub, { asks: true });
    const { engine, journal, clock, device } = life;
    const party = device.identity.hub;
    expect(await engine.agreedParties()).toEqual([]);
    await engine.answerParty(party, true);
    expect(await engine.agreedParties()).toMatchObject([{ kind: 'hub', party, at: clock.now() }]);
    expect(await engine.sync()).toMatchObject({ ok: true });
    const before = hub.requests.length;
    await engine.answerParty(party, false);
    await engine.apply(person(1), draftPlaybook(1));
    expect(await engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-not-agreed' } });
    expect(await engine.agreedParties()).toEqual([]);
    expect(await engine.parties()).toMatchObject([{ kind: 'hub', isDeclined: true }]);
    const again = await startLife(hub, { asks: true, journal, store: createMemoryStore() });
    expect(await again.engine.sync()).toMatchObject({ failure: { kind: 'hub-not-agreed' } });
    expect(hub.requests).toHaveLength(before);
    await again.engine.answerParty(party, true);
    expect(await again.engine.sync()).toMatchObject({ ok: true, value: { sent: 3 } });
  });

  test('from a hub that was met before anybody was asked', async () => {
    const hub = createFakeHub();
    const before = await startLife(hub);
    await before.engine.sync();
    const { engine, device } = await startLife(hub, { asks: true, journal: before.journal, store: before.store });
    expect(await engine.agreedParties()).toMatchObject([{ kind: 'hub', at: null }]);
    await engine.answerParty(device.identity.hub, false);
    expect(await engine.sync()).toMatchObject({ failure: { kind: 'hub-not-agreed' } });
  });

  test('from a laptop, which is asked about again', async () => {
    const { enter } = createRoomWorld();
    const [one, two] = [await enter(1, { asks: true }), await enter(2)];
    await one.engine.answerParty(keyOf(two), true);
    expect(await refusalOf(one, two)).toBeNull();
    const laptops = (await one.engine.agreedParties()).filter(({ kind }) => kind === 'laptop');
    expect(laptops).toMatchObject([{ party: keyOf(two), at: one.clock.now() }]);
    await one.engine.answerParty(keyOf(two), false);
    expect(await refusalOf(one, two)).toEqual({ kind: 'room-not-agreed' });
  });
});
