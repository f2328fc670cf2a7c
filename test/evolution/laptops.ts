/** Laptops of several editions at one hub: what they write, and everything that is held of it anywhere. */
import type { Json } from '../../shared/base/json.ts';
import { createRecord, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { viewOf } from '../../shared/domain/view.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store } from '../../shared/sync/ports.ts';
import type { HubNode } from '../sim/hub-node.ts';
import { type EditionName, editionNames, editions, exerciseKit } from '../support/editions.ts';
import { everythingOf } from '../support/everything-of.ts';
import { type Enrolled, type LiveDevice, startLive } from '../support/live-device.ts';
import { uuidNumbered } from '../support/network.ts';

export interface Laptop {
  readonly person: string;
  edition: EditionName;
  live: LiveDevice;
  readonly disk: { readonly store: Store; readonly journal: Journal };
  readonly enrolled: Enrolled;
}

/** A laptop of an edition. Its disk outlives its program. */
export async function laptopOf(hub: HubNode, edition: EditionName, person: string): Promise<Laptop> {
  const enrolled = await hub.enrol(edition, [person]);
  // The store writes entries as the program does that has it open at the time.
  const store = createMemoryStore((type) => editions[laptop.edition].declarationOf(type));
  const disk = { store, journal: createMemoryJournal() };
  const laptop = { person, edition, enrolled, disk } as Laptop;
  laptop.live = await startLive(hub, enrolled, { ...disk, edition: editions[edition] });
  return laptop;
}

/** Installs another edition over a laptop's disk, and starts it. */
export async function upgrade(hub: HubNode, laptop: Laptop, edition: EditionName): Promise<void> {
  laptop.edition = edition;
  laptop.live = await startLive(hub, laptop.enrolled, { ...laptop.disk, edition: editions[edition] });
}

/** The same laptop with a store that was lost: everything from the journal, by a program of an edition. */
export async function rebuilt(
  hub: HubNode,
  laptop: Laptop,
  edition: EditionName = laptop.edition,
): Promise<LiveDevice> {
  const journal = await copyOf(laptop.disk.journal);
  return startLive(hub, laptop.enrolled, { journal, edition: editions[edition] });
}

async function copyOf(journal: Journal): Promise<Journal> {
  const copy = createMemoryJournal();
  for await (const bytes of journal.read(0)) await copy.append(bytes);
  return copy;
}

export const playbookOf = (edition: EditionName) => uuidNumbered(0x9b, editionNames.indexOf(edition) + 1);
export const markOf = (edition: EditionName) => uuidNumbered(0xa7, editionNames.indexOf(edition) + 1);
export const exerciseId = uuidNumbered(0xe5, 1);
export const kitId = uuidNumbered(0xe6, 1);

/** What each edition writes: records of every kind that it has more, and every field that it has more. */
export function worksOf(name: EditionName, scope: string): OperationDraft[] {
  const edition = editions[name];
  const works = [
    ...created(edition, 'playbook', playbookOf(name), scope, {
      title: { en: `By ${name}`, ar: 'محطة', pt: 'Estação' },
      state: 'draft',
      ...(name === 'old' ? {} : { priority: 3, region: 'Sorrel Coast' }),
      ...(name === 'next'
        ? { lessons: { en: 'Park further away', fr: 'Garez-vous plus loin' }, reviewBoard: 'B' }
        : {}),
    }),
    ...created(edition, 'attendance-mark', markOf(name), scope, {
      session: playbookOf(name),
      mark: 'present',
      ...(name === 'old' ? {} : { note: 'By bus' }),
      ...(name === 'next' ? { room: '4' } : {}),
    }),
  ];
  if (name !== 'old') {
    const id = name === 'today' ? exerciseId : uuidNumbered(0xe5, 2);
    works.push(...created(edition, 'exercise', id, scope, { title: { en: 'Night drill' }, kind: 'drill' }));
  }
  if (name === 'next') {
    works.push(
      ...created(edition, exerciseKit.type, kitId, scope, { exercise: exerciseId, pieces: 12, kinds: ['tape'] }),
    );
  }
  return works;
}

function created(
  edition: Edition,
  type: string,
  id: string,
  scope: string,
  values: Readonly<Record<string, unknown>>,
): OperationDraft[] {
  const declaration = edition.declarationOf(type);
  if (declaration === undefined) throw new Error(`This edition has no ${type}`);
  return wanted(createRecord(declaration, { scope, id }, values));
}

/** Saves drafts on a laptop; the operations. */
export async function save(laptop: Laptop, drafts: readonly OperationDraft[]): Promise<readonly string[]> {
  return wanted(await laptop.live.engine.apply(laptop.person, drafts)).operations;
}

/** Sets fields of a record as this laptop sees it. */
export async function edit(laptop: Laptop, id: string, values: Readonly<Record<string, Json>>) {
  const [state, declaration] = await seen(laptop, id);
  return save(laptop, wanted(setFields(declaration, state, values)));
}

/** Deletes a record as this laptop sees it. */
export async function remove(laptop: Laptop, id: string) {
  const [state, declaration] = await seen(laptop, id);
  return save(laptop, wanted(deleteRecord(declaration, state)));
}

async function seen({ live, edition }: Laptop, id: string) {
  const [state] = await live.engine.open([id]);
  const declaration = state && editions[edition].declarationOf(state.type);
  if (state === undefined || declaration === undefined) throw new Error(`${edition} does not have ${id}`);
  return [state, declaration] as const;
}

/** Every operation that a store holds in a scope, by id, without what only this device says of it. */
export async function heldIn({ store }: Pick<LiveDevice, 'store'>, scope: string): Promise<Map<string, Json>> {
  return new Map((await everythingOf(store, scope)).map((one) => [one.id, contentOf(one)]));
}

/** What an operation says, wherever it is. */
export function contentOf({ kind, type, record, field, value, supersedes, schema, origin }: StoredOperation): Json {
  return { kind, type, record, field, value, supersedes: [...supersedes], schema, author: origin.author };
}

/** What a device of an edition lists, and the views behind it: all that any screen has. */
export async function shownBy({ engine }: Pick<LiveDevice, 'engine'>, name: EditionName) {
  const entries = [...(await engine.list({ withDeleted: true }))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const states = new Map((await engine.open(entries.map(({ id }) => id))).map((state) => [state.id, state]));
  const views = entries.map(({ id, type }) => {
    const declaration = editions[name].declarationOf(type);
    if (declaration === undefined) throw new Error(`${name} lists a ${type}`);
    return viewOf(declaration, states.get(id) as RecordState);
  });
  return { entries, views };
}

function wanted<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
