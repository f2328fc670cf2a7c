/**
 * Three editions of the app at hubs of three editions: the real engines against the real decisions (SPEC-devices.md, Evolution).
 * Each edition writes what the ones before it do not know, and works on what the others wrote.
 */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import { createHubNode, type HubNode } from '../sim/hub-node.ts';
import { seeded } from '../sim/seeded.ts';
import { type EditionName, editionNames, editions } from '../support/editions.ts';
import { liveClock, synced } from '../support/live-device.ts';
import {
  contentOf,
  edit,
  exerciseId,
  heldIn,
  kitId,
  type Laptop,
  laptopOf,
  markOf,
  playbookOf,
  rebuilt,
  remove,
  save,
  shownBy,
  upgrade,
  worksOf,
} from './laptops.ts';

interface Network {
  readonly hub: HubNode;
  readonly scope: string;
  readonly laptops: Readonly<Record<EditionName, Laptop>>;
  readonly written: Set<string>;
}

/** A hub of an edition, and a laptop of each; everybody writes apart, meets, works on what came, and meets again. */
async function workedAt(edition: EditionName): Promise<Network> {
  const hub = await createHubNode(seeded(23), liveClock);
  await hub.become(editions[edition]);
  const [scope = ''] = hub.scopes;
  const [old, today, next] = await Promise.all(
    editionNames.map((name, at) => laptopOf(hub, name, hub.people[at] as string)),
  );
  const laptops = { old, today, next } as Network['laptops'];
  const written = new Set<string>();
  const note = (ids: readonly string[]) => {
    for (const id of ids) written.add(id);
  };
  for (const name of editionNames) note(await save(laptops[name], worksOf(name, scope)));
  await meet(laptops);
  // What an older edition changes in a record keeps what only newer ones know of it; what it deletes counts it as seen.
  note(await edit(laptops.old, playbookOf('next'), { 'title.en': 'Changed by old' }));
  note(await edit(laptops.next, playbookOf('old'), { 'lessons.ar': 'الدرس', state: 'archived' }));
  note(await edit(laptops.today, playbookOf('old'), { priority: 1 }));
  note(await edit(laptops.today, playbookOf('next'), { priority: 4 }));
  note(await edit(laptops.next, playbookOf('next'), { priority: 5 }));
  await meet(laptops);
  note(await remove(laptops.old, playbookOf('today')));
  note(await edit(laptops.next, playbookOf('today'), { reviewBoard: 'C', priority: 2 }));
  await meet(laptops);
  return { hub, scope, laptops, written };
}

/** Twice round, so that everybody has what everybody brought. */
async function meet(laptops: Network['laptops']): Promise<void> {
  for (let round = 0; round < 2; round += 1) for (const name of editionNames) await synced(laptops[name].live);
}

const logOf = async ({ hub, scope }: Network) =>
  new Map((await hub.log(scope)).map(({ operation }) => [operation.id, contentOf(operation)]));

describe.each(editionNames)('a hub of edition "%s"', (edition) => {
  test('[EV1] [EV4] nothing is lost and nothing refused: what was written is in the order, or waits at the hub', async () => {
    const network = await workedAt(edition);
    const outcomes = await network.hub.keptOutcomes(network.scope);
    expect(outcomes.filter(({ kind }) => kind !== 'needs-newer-hub')).toEqual([]);
    const log = await logOf(network);
    const waiting = outcomes.map(({ id }) => id);
    expect([...log.keys(), ...waiting].sort()).toEqual([...network.written].sort());
  });

  test('[EV3] [EV4] [EV5] a hub takes new fields of types that it knows; types and choices that it does not know wait', async () => {
    const network = await workedAt(edition);
    const held = await Promise.all(Object.values(network.laptops).map(({ live }) => heldIn(live, network.scope)));
    const outcomes = await network.hub.keptOutcomes(network.scope);
    const waiting = outcomes.map(({ id }) => {
      const content = held.flatMap((each) => each.get(id) ?? [])[0] as { type: string; field: string; value: Json };
      return content.type === 'playbook' ? `playbook ${content.field}: ${content.value}` : content.type;
    });
    const expected = {
      old: ['exercise', 'exercise-kit', 'playbook state: archived'],
      today: ['exercise-kit', 'playbook state: archived'],
      next: [],
    };
    expect([...new Set(waiting)].sort()).toEqual(expected[edition]);
  });

  test('[EV1] every laptop holds the whole order as it was written, what it does not know included', async () => {
    const network = await workedAt(edition);
    const log = await logOf(network);
    expect(log.size).toBeGreaterThan(20);
    for (const name of editionNames) {
      const held = await heldIn(network.laptops[name].live, network.scope);
      for (const [id, content] of log)
        expect(held.get(id), `${name} lacks ${JSON.stringify(content)}`).toEqual(content);
    }
  });

  test('[EV1] nothing that an edition does not know is listed, shown or in conflict', async () => {
    const { laptops } = await workedAt(edition);
    for (const name of editionNames) {
      const { entries, views } = await shownBy(laptops[name].live, name);
      expect(entries.length).toBeGreaterThan(4);
      for (const view of views) {
        const known = Object.keys(editions[name].declarationOf(view.type)?.fields ?? {});
        const shown = Object.keys(view).filter((key) => !viewMembers.includes(key));
        expect(known).toEqual(expect.arrayContaining(shown));
        for (const key of view.conflicts) expect([...known, '@exists']).toContain(key.split('.')[0]);
      }
      const contested = views.filter(({ conflicts }) => conflicts.includes('priority')).map(({ id }) => id);
      expect(contested).toEqual(name === 'old' ? [] : [playbookOf('next')]);
      const state = views.find(({ id }) => id === playbookOf('old')) as { state?: string } | undefined;
      expect(state?.state).toBe(name === 'next' ? 'archived' : edition === 'next' ? undefined : 'draft');
    }
  });

  test('[EV1] a store that is lost comes back from the journal with what its edition does not know', async () => {
    const { hub, scope, laptops } = await workedAt(edition);
    for (const name of editionNames) {
      const again = await rebuilt(hub, laptops[name]);
      expect(await heldIn(again, scope)).toEqual(await heldIn(laptops[name].live, scope));
      expect(await shownBy(again, name)).toEqual(await shownBy(laptops[name].live, name));
    }
  });

  test('[EV6] after an upgrade a laptop shows at once, offline, what it held: from its store and from its journal', async () => {
    const { hub, scope, laptops } = await workedAt(edition);
    const before = await heldIn(laptops.old.live, scope);
    const fromJournal = await rebuilt(hub, laptops.old, 'next');
    await upgrade(hub, laptops.old, 'next');
    expect(laptops.old.live.engine.started.kind).toBe('whole');
    expect(await heldIn(laptops.old.live, scope)).toEqual(before);
    const shown = await shownBy(laptops.old.live, 'next');
    expect(shown).toEqual(await shownBy(fromJournal, 'next'));
    const changed = shown.views.find(({ id }) => id === playbookOf('next'));
    expect(changed).toMatchObject({
      title: { en: 'Changed by old' },
      reviewBoard: 'B',
      lessons: { en: 'Park further away' },
    });
    expect(shown.views.find(({ id }) => id === markOf('next'))).toMatchObject({ note: 'By bus', room: '4' });
    const kits = shown.entries.filter(({ id }) => id === kitId);
    expect(kits).toHaveLength(edition === 'next' ? 1 : 0);
  });

  test('[EV4] [EV6] once hub and laptops are upgraded everybody shows the same, though the laptop that brought it is lost', async () => {
    const network = await workedAt(edition);
    const { hub, laptops } = network;
    await hub.become(editions.next);
    const { old, today } = laptops;
    for (const laptop of [old, today]) await upgrade(hub, laptop, 'next');
    for (const laptop of [old, today, old]) await synced(laptop.live);
    expect(await hub.keptOutcomes(network.scope)).toEqual([]);
    expect([...(await logOf(network)).keys()].sort()).toEqual([...network.written].sort());
    const shown = await shownBy(old.live, 'next');
    expect(await shownBy(today.live, 'next')).toEqual(shown);
    expect(shown.views.map(({ id }) => id)).toEqual(expect.arrayContaining([kitId, exerciseId]));
    expect(shown.views.find(({ id }) => id === playbookOf('old'))).toMatchObject({ state: 'archived', priority: 1 });
    // The laptop that wrote it hears that it stands in the order, and nothing of it waits any more.
    await synced(laptops.next.live);
    expect(await laptops.next.live.engine.notAccepted()).toEqual([]);
    expect(await shownBy(laptops.next.live, 'next')).toEqual(shown);
  });
});

test('[EV6] texts of a field that an edition did not know are merged when it knows it', async () => {
  const { hub, scope, laptops } = await workedAt('next');
  const second = await laptopOf(hub, 'next', hub.people[0] as string);
  const id = playbookOf('next');
  await edit(laptops.next, id, { 'lessons.en': 'Park further away. Walk. Tell the guard.' });
  await synced(laptops.next.live);
  await synced(second.live);
  await edit(laptops.next, id, { 'lessons.en': 'Park further away. Walk. Tell both guards.' });
  await edit(second, id, { 'lessons.en': 'Park at the quay. Walk. Tell the guard.' });
  for (const { live } of [laptops.next, second, laptops.next, laptops.old]) await synced(live);
  expect((await laptops.old.live.engine.open([id]))[0]?.merged).toBeUndefined();
  await upgrade(hub, laptops.old, 'next');
  for (const { live } of [laptops.old, laptops.next]) {
    const view = (await shownBy(live, 'next')).views.find((each) => each.id === id);
    expect(view).toMatchObject({ lessons: { en: 'Park at the quay. Walk. Tell both guards.' } });
    expect(view?.conflicts).not.toContain('lessons.en');
  }
  expect(await heldIn(laptops.old.live, scope)).toEqual(await heldIn(laptops.next.live, scope));
});

/** What every view has beside its fields. */
const viewMembers = ['id', 'scope', 'type', 'deleted', 'conflicts', 'translations', 'changedAt'];
