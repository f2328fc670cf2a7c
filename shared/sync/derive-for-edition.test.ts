/** How much an upgrade writes, and when ([EV6]); what it shows afterwards is in test/evolution. */
import { expect, test } from 'vitest';
import { draftPlaybook, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './ports.ts';

/** A store that counts the records written to it, and fails at the note of the edition when told to. */
function counting(store: Store) {
  const counted = { records: 0, failsAtNote: false };
  const write: Store['write'] = async (change) => {
    if (counted.failsAtNote && change.meta?.['declarations'] !== undefined) throw new Error('The store refuses');
    counted.records += change.records?.length ?? 0;
    await store.write(change);
  };
  return { counted, store: { ...store, write } };
}

async function lifeWithThree() {
  const hub = createFakeHub();
  const life = await startLife(hub);
  for (const n of [1, 2, 3]) await save(life, draftPlaybook(n));
  await sync(life);
  return { hub, life };
}

test('[EV6] a start by the same edition writes nothing anew, and a rebuild writes each record once', async () => {
  const { hub, life } = await lifeWithThree();
  const same = counting(life.store);
  await startLife(hub, { store: same.store, journal: life.journal });
  expect(same.counted.records).toBe(0);
  const empty = counting(createMemoryStore());
  await startLife(hub, { store: empty.store, journal: life.journal });
  expect(empty.counted.records).toBe(3);
});

test('[EV6] only records of types that are declared otherwise are written, and again when that was cut off', async () => {
  const { hub, life } = await lifeWithThree();
  const declarations = (await life.store.meta('declarations')) as Record<string, string>;
  await life.store.write({ meta: { declarations: { ...declarations, step: 'otherwise' } } });
  const unconcerned = counting(life.store);
  await startLife(hub, { store: unconcerned.store, journal: life.journal });
  expect(unconcerned.counted.records).toBe(0);
  await life.store.write({ meta: { declarations: { ...declarations, playbook: 'otherwise' } } });
  const cutOff = counting(life.store);
  cutOff.counted.failsAtNote = true;
  await expect(startLife(hub, { store: cutOff.store, journal: life.journal })).rejects.toThrow('The store refuses');
  const again = counting(life.store);
  const started = await startLife(hub, { store: again.store, journal: life.journal });
  expect(again.counted.records).toBe(3);
  expect(started.engine.started.kind).toBe('whole');
  expect(await life.store.meta('declarations')).toEqual(declarations);
});
