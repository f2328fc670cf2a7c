import { expect, test } from 'vitest';
import { person, scopeA as scope, uuidNumbered } from '../../test/support/network.ts';
import { createRoomWorld, type InRoom, meet } from '../../test/support/room-world.ts';
import { noteDeed } from '../domain/conduct/conduct-commands.ts';
import { conductEvent, conductInOrder } from '../domain/conduct/conduct-event.ts';
import { conductOf } from '../domain/conduct/conduct-standing.ts';
import { inject } from '../domain/conduct/inject.ts';
import { createRecord } from '../domain/edit.ts';
import { rating, ratingsInOrder } from '../domain/evaluation/rating.ts';
import { agreeOn, rateItem } from '../domain/evaluation/rating-commands.ts';
import { standingsOf } from '../domain/evaluation/rating-standing.ts';
import { exercise } from '../domain/exercise.ts';
import type { OperationDraft } from '../domain/record-state.ts';

const [exerciseId, injectId] = [uuidNumbered(0xe1, 1), uuidNumbered(0xe2, 1)];

async function save({ engine, number }: InRoom, drafts: { readonly ok: boolean; readonly value?: OperationDraft[] }) {
  const saved = drafts.value === undefined ? null : await engine.apply(person(number), drafts.value);
  if (saved?.ok !== true) throw new Error(JSON.stringify(saved));
}

async function conductAt({ engine }: InRoom) {
  const entries = await engine.list({ type: conductEvent.type, parent: exerciseId });
  const events = conductInOrder(await engine.open(entries.map(({ id }) => id)));
  return conductOf({ events, approvals: [], digest: null });
}

async function fire(laptop: InRoom) {
  const conduct = await conductAt(laptop);
  const place = { scope, exercise: exerciseId, id: uuidNumbered(0xe3, laptop.number), by: `P${laptop.number}`, at: 9 };
  const standing = conduct.standingOf(injectId);
  const drafts = noteDeed(place, conduct, { inject: injectId, standing, deed: { kind: 'fired' } });
  await save(laptop, drafts);
}

/** One room for both: laptops are dear to make. */
const room = (async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await save(one, createRecord(exercise, { scope, id: exerciseId }, { title: { en: 'Tidewatch' }, language: 'en' }));
  return { one, two };
})();

test('[EX8] an inject that two laptops fired apart was fired once, on both, and both facts are kept', async () => {
  const { one, two } = await room;
  await save(one, createRecord(inject, { scope, id: injectId }, { exercise: exerciseId, number: '17' }));
  const started = { exercise: exerciseId, kind: 'started', at: 1, base: 0, scenarioMinute: 0, rate: 1 } as const;
  await save(one, createRecord(conductEvent, { scope, id: uuidNumbered(0xe4, 1) }, started));
  await meet(one, two);
  await fire(one);
  await fire(two);
  await meet(one, two);
  const [here, there] = [await conductAt(one), await conductAt(two)];
  const [mine, theirs] = [here.standingOf(injectId), there.standingOf(injectId)];
  expect(mine.facts.map(({ by }) => by).sort()).toEqual(['P1', 'P2']);
  expect([mine.state, mine.apart.length]).toEqual(['fired', 1]);
  expect(theirs.shown?.id).toBe(mine.shown?.id);
  expect(theirs.facts.map(({ id }) => id)).toEqual(mine.facts.map(({ id }) => id));
});

async function ratedAt({ engine }: InRoom) {
  const entries = await engine.list({ type: rating.type, parent: exerciseId });
  return standingsOf(ratingsInOrder(await engine.open(entries.map(({ id }) => id))))('t');
}

test('[EX19] [EX21] [EX22] two laptops rate one task apart: each keeps its name, and an agreement made there meanwhile says so', async () => {
  const { one, two } = await room;
  await meet(one, two);
  const give = async (laptop: InRoom, kind: 'rate' | 'agree', value: 'S' | 'U') => {
    const id = uuidNumbered(kind === 'rate' ? 0xe5 : 0xe6, laptop.number);
    const place = { scope, exercise: exerciseId, id, by: `P${laptop.number}`, at: 9 };
    const given = { item: 't', standing: await ratedAt(laptop), value, text: 'So', language: 'en' };
    await save(laptop, kind === 'rate' ? rateItem(place, { ...given, observations: [] }) : agreeOn(place, given));
  };
  await give(one, 'rate', 'S');
  await give(two, 'rate', 'U');
  await give(one, 'agree', 'S');
  await meet(one, two);
  const [here, there] = [await ratedAt(one), await ratedAt(two)];
  expect(here.people.map(({ name, shown }) => `${name} ${shown.value}`).sort()).toEqual(['P1 S', 'P2 U']);
  expect(here).toMatchObject({ agreed: { value: 'S' }, dissent: [{ name: 'P2' }], since: [{ name: 'P2' }] });
  expect(there).toEqual(here);
});
