import { expect, test } from 'vitest';
import { edit, playbookId, startLife, sync, twoTitles } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person } from '../../test/support/network.ts';
import { mergeEdition } from './merge.ts';

const place = { person: person(1), record: playbookId(1), field: 'title.en' };

/** A laptop whose person typed at an answer to two titles, and the one that made the other title. */
async function typedLife() {
  const hub = createFakeHub();
  const [one, two] = await twoTitles(hub);
  for (const life of [two, one, two]) await sync(life);
  expect(await one.engine.keepTyped(place, ['Both', 'Both, better'])).toEqual({ ok: true, value: null });
  return { hub, one, two };
}

test('[CF13] what was typed is there for whoever typed it, in no journal and with no hub, and a new text takes its place', async () => {
  const { one } = await typedLife();
  const [position, waiting] = [await one.journal.position(), (await one.engine.status()).waiting];
  expect(await one.engine.typedAnswers(place)).toEqual(['Both', 'Both, better']);
  expect(await one.engine.typedAnswers({ ...place, person: person(2) })).toEqual([]);
  expect(await one.engine.typedAnswers({ ...place, field: 'title.fr' })).toEqual([]);
  await one.engine.keepTyped(place, ['Both, best']);
  expect(await one.engine.typedAnswers(place)).toEqual(['Both, best']);
  expect([await one.journal.position(), (await one.engine.status()).waiting]).toEqual([position, waiting]);
});

test('[CF13] what was typed is there after a start, and after the store was filled again from the journal', async () => {
  const { hub, one } = await typedLife();
  const again = await startLife(hub, { store: one.store, journal: one.journal });
  expect(await again.engine.typedAnswers(place)).toHaveLength(2);
  await one.store.write({ meta: { edition: mergeEdition - 1 } });
  const rebuilt = await startLife(hub, { store: one.store, journal: one.journal });
  expect(rebuilt.engine.started.kind).toBe('rebuilt');
  expect(await rebuilt.engine.typedAnswers(place)).toEqual(['Both', 'Both, better']);
});

test.each(['here', 'elsewhere'])(
  '[CF13] what was typed goes from the disk when the conflict is ended %s, and does not come back',
  async (where) => {
    const { one, two } = await typedLife();
    expect(JSON.stringify(await one.store.meta('typedAnswers'))).toContain('Both, better');
    if (where === 'here') await edit(one, 1, { 'title.en': 'Both' });
    else {
      await edit(two, 1, { 'title.en': 'Other' }, 2);
      for (const life of [two, one]) await sync(life);
    }
    await one.engine.keepTyped(place, ['Too late']);
    expect(await one.store.meta('typedAnswers')).toEqual([]);
    expect(await one.engine.typedAnswers(place)).toEqual([]);
  },
);

test('[CF13] a settlement alone takes what was typed away, and where it came between two writes, the next start does', async () => {
  const { hub, one } = await typedLife();
  await edit(one, 1, { 'title.en': 'Both' });
  await one.engine.keepChunks(new Uint8Array(1));
  expect(await one.store.meta('typedAnswers')).toEqual([]);
  // As if the power had gone between the two writes.
  await one.store.write({ meta: { typedAnswers: [{ ...place, texts: ['Both'] }] } });
  const again = await startLife(hub, { store: one.store, journal: one.journal });
  await again.engine.forgetSettled();
  expect(await one.store.meta('typedAnswers')).toEqual([]);
});
