import { describe, expect, test } from 'vitest';
import {
  draftPlaybook,
  type EngineLife,
  edit,
  playbookId,
  save,
  startLife,
  sync,
} from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA } from '../../test/support/network.ts';

test('[HB2] a refused operation is kept and readable, and no longer shown', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await sync(one);
  const [id] = await edit(one, 1, { 'title.en': 'Not allowed any more' });
  hub.judge = ({ id }) => ({ kind: 'refused', id, reason: 'role-may-not' });
  await sync(one);
  const [entry] = await one.engine.list({});
  expect(entry?.values['title.en']).toBe('Playbook 1');
  expect(await one.engine.notAccepted()).toMatchObject([{ id, operation: { value: 'Not allowed any more' } }]);
  expect(await one.engine.status()).toMatchObject({ waiting: 0, notAccepted: 1 });
});

test('[HB2] a record whose every operation was refused is not shown; its history is', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  hub.judge = ({ id }) => ({ kind: 'refused', id, reason: 'role-may-not' });
  await save(one, draftPlaybook(1));
  await sync(one);
  expect(await one.engine.list({ withDeleted: true })).toEqual([]);
  expect(await one.engine.open([playbookId(1)])).toEqual([]);
  expect(await one.engine.history(playbookId(1))).toHaveLength(3);
});

test('[HB3] what a steward lets through later comes back into sight', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  hub.judge = ({ id }) => ({ kind: 'quarantined', id, reason: 'role-may-not', owner: 'steward' });
  await save(one, draftPlaybook(1));
  await sync(one);
  expect((await one.engine.status()).notAccepted).toBe(3);
  const held = (await one.engine.notAccepted()).flatMap(({ operation }) => operation ?? []);
  hub.logs.set(
    scopeA,
    held.map((operation, i) => ({ ...operation, seq: i + 1, received: 5 })),
  );
  await sync(one);
  expect((await one.engine.status()).notAccepted).toBe(0);
  expect(await one.engine.list({ type: 'playbook' })).toHaveLength(1);
});

test('[HB7] what a steward returned is said to its author: refused for that reason, and kept', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  hub.judge = ({ id }) => ({ kind: 'quarantined', id, reason: 'role-may-not', owner: 'steward' });
  await save(one, draftPlaybook(1));
  await sync(one);
  const held = await one.engine.notAccepted();
  const unknown = { id: 'f'.repeat(32), reason: 'returned' };
  hub.amend = (reply) => ({ ...reply, settled: [...held.map(({ id }) => ({ id, reason: 'returned' })), unknown] });
  await sync(one);
  hub.amend = (reply) => reply;
  const outcomes = (await one.engine.notAccepted()).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(held.map(({ id }) => ({ kind: 'refused', id, reason: 'returned' })));
  expect((await one.engine.status()).waiting).toBe(0);
  expect(await one.engine.history(playbookId(1))).toHaveLength(3);
});

describe('what was written about a refused change', () => {
  const written = {
    note: 'اسألوا المركز',
    language: 'ar',
    by: { person: person(2), name: 'Wen Jiahui', centre: 'Varenia hub' },
    at: 1_790_000_000_000,
  };

  async function returned() {
    const hub = createFakeHub();
    const one = await startLife(hub);
    hub.judge = ({ id }) => ({ kind: 'quarantined', id, reason: 'role-may-not', owner: 'steward' });
    await save(one, draftPlaybook(1));
    await sync(one);
    const ids = (await one.engine.notAccepted()).map(({ id }) => id);
    const settled = ids.map((id) => ({ id, reason: 'returned', decision: 0 }));
    hub.amend = (reply) => ({ ...reply, settled, decisions: [written] });
    await sync(one);
    hub.amend = (reply) => reply;
    return { hub, one, ids };
  }
  const notesOf = async ({ engine }: EngineLife) =>
    (await engine.notAccepted()).map(({ outcome }) => outcome.kind === 'refused' && outcome.decision);

  test('[HB8] is kept with each of its operations, and comes back from the journal alone', async () => {
    const { hub, one } = await returned();
    expect(await notesOf(one)).toEqual([written, written, written]);
    const again = await startLife(hub, { journal: one.journal });
    expect(await notesOf(again)).toEqual([written, written, written]);
  });

  test('[HB8] stays when a later answer, or an older hub, says the same without it', async () => {
    const { hub, one, ids } = await returned();
    hub.amend = (reply) => ({ ...reply, settled: ids.map((id) => ({ id, reason: 'returned' })) });
    await sync(one);
    expect(await notesOf(one)).toEqual([written, written, written]);
    hub.amend = (reply) => ({ ...reply, settled: ids.map((id) => ({ id, reason: 'discarded', decision: 7 })) });
    await sync(one);
    expect(await notesOf(one)).toEqual([undefined, undefined, undefined]);
  });

  test('[HB8] told again, to one of two machines on a disk image, it is no news: nothing moves and nothing is journaled', async () => {
    const { hub, one, ids } = await returned();
    const position = await one.journal.position();
    const foreign = { id: '0'.repeat(32), reason: 'returned' };
    const settled = [...ids.map((id) => ({ id, reason: 'returned', decision: 0 })), foreign];
    hub.amend = (reply) => ({ ...reply, settled, decisions: [written] });
    expect(await sync(one)).toMatchObject({ sent: 0, notAccepted: 0 });
    expect(await one.journal.position()).toBe(position);
  });

  test('[HB9] a person puts refused changes away: kept and not counted, on a rebuilt store too, until there is news', async () => {
    const { hub, one, ids } = await returned();
    expect(await one.engine.putAway(ids.slice(0, 2))).toEqual({ ok: true, value: null });
    expect((await one.engine.status()).notAccepted).toBe(1);
    const again = await startLife(hub, { journal: one.journal });
    expect((await again.engine.status()).notAccepted).toBe(1);
    expect((await again.engine.notAccepted()).map(({ putAwayAt }) => putAwayAt !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
    hub.amend = (reply) => ({ ...reply, settled: ids.map((id) => ({ id, reason: 'returned' })) });
    await sync(again);
    expect((await again.engine.status()).notAccepted).toBe(1);
    hub.amend = (reply) => ({ ...reply, settled: ids.map((id) => ({ id, reason: 'discarded' })) });
    await sync(again);
    expect((await again.engine.status()).notAccepted).toBe(3);
  });

  test('[HB9] what is held cannot be put away', async () => {
    const hub = createFakeHub();
    const one = await startLife(hub);
    hub.judge = ({ id }) => ({ kind: 'quarantined', id, reason: 'role-may-not', owner: 'steward' });
    await save(one, draftPlaybook(1));
    await sync(one);
    await one.engine.putAway((await one.engine.notAccepted()).map(({ id }) => id));
    expect((await one.engine.status()).notAccepted).toBe(3);
  });
});
