/** Kinds of operation that only a newer edition knows, as a newer hub put them into the order ([MG6], [EV7]). */
import { expect, test } from 'vitest';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import type { PlacedOperation } from '../../shared/protocol/page.ts';
import { draftPlaybook, edit, playbookId, save, startLife, sync } from '../support/engine-life.ts';
import { everythingOf } from '../support/everything-of.ts';
import { createFakeHub, type FakeHub } from '../support/fake-hub.ts';
import { person, scopeA, uuidNumbered } from '../support/network.ts';

/** Puts an operation of a kind that nobody here knows at the end of the scope. */
function appendUnknown(hub: FakeHub, record: string): PlacedOperation {
  const log = hub.logs.get(scopeA) ?? [];
  const subject = {
    kind: 'increment' as 'set',
    scope: scopeA,
    type: 'playbook',
    record,
    field: 'priority',
    value: 2,
    supersedes: [],
    tx: uuidNumbered(0x77, 1),
    lamport: 99,
    wall: 0,
    schema: 999,
  };
  const origin = { author: person(9), device: uuidNumbered(0xdd, 9), incarnation: uuidNumbered(0x11, 9) };
  const operation = { ...subject, id: operationIdOf(subject), origin, seq: log.length + 1, received: 1 };
  hub.logs.set(scopeA, [...log, operation]);
  return operation;
}

test('[MG6] [EV7] it is kept as it came, shown nowhere, and comes back from the journal; work on its record goes on', async () => {
  const hub = createFakeHub();
  const life = await startLife(hub);
  await save(life, draftPlaybook(1));
  await sync(life);
  const before = await life.engine.open([playbookId(1)]);
  const unknown = appendUnknown(hub, playbookId(1));
  const onItsOwn = appendUnknown(hub, playbookId(2));
  await sync(life);
  expect(await life.engine.open([playbookId(1), playbookId(2)])).toEqual(before);
  await edit(life, 1, { 'title.en': 'Another title' });
  await sync(life);
  const again = await startLife(hub, { journal: life.journal });
  for (const { store, engine } of [life, again]) {
    const held = new Map((await everythingOf(store, scopeA)).map((one) => [one.id, one]));
    expect(held.get(unknown.id)).toEqual(unknown);
    expect(held.get(onItsOwn.id)?.record).toBe(playbookId(2));
    expect((await engine.list({})).map(({ values }) => values['title.en'])).toEqual(['Another title']);
    expect(await engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, records: 0 } });
  }
});
