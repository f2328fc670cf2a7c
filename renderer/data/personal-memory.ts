/**
 * What this device remembers for one person and nobody else: pins, what was opened, when they last looked. It never
 * leaves the device and is no record: losing it loses no work.
 */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PersonId, RecordId } from '../../shared/base/ids.ts';
import { useProfile } from './engine-context.tsx';
import { useFirstViews } from './first-views.ts';
import { createObservable, type Settable } from './observable.ts';
import type { SavedView } from './saved-views.ts';

export interface PersonalMemory {
  /** In the order they were pinned. */
  readonly pins: readonly RecordId[];
  /** Record to the moment it was last opened, in milliseconds since 1970; the latest few only. */
  readonly opened: Readonly<Record<RecordId, number>>;
  /** When the person last said "I have seen this"; null before the first visit. */
  readonly lastLook: number | null;
  /** Lists as the person keeps coming back to them; absent until the person saves or removes one. */
  readonly views?: readonly SavedView[];
}

const nothing: PersonalMemory = { pins: [], opened: {}, lastLook: null };
const openedLimit = 24;
const stores = new Map<PersonId, Settable<PersonalMemory>>();

export interface PersonalMemoryApi extends PersonalMemory {
  readonly views: readonly SavedView[];
  togglePin(record: RecordId): void;
  rememberOpened(record: RecordId): void;
  look(): void;
  changeViews(next: (now: readonly SavedView[]) => readonly SavedView[]): void;
}

/** The memory of whoever works here now, and how to change it. */
export function usePersonalMemory(): PersonalMemoryApi {
  const { person } = useProfile();
  const store = storeOf(person);
  const memory = useSyncExternalStore(store.subscribe, store.get);
  const first = useFirstViews();
  const change = useCallback((next: (now: PersonalMemory) => PersonalMemory) => save(person, next), [person]);
  return useMemo(
    () => ({
      ...memory,
      views: memory.views ?? first,
      togglePin: (record) => change((now) => ({ ...now, pins: toggled(now.pins, record) })),
      rememberOpened: (record) => change((now) => ({ ...now, opened: withOpened(now.opened, record, Date.now()) })),
      look: () => change((now) => ({ ...now, lastLook: Date.now() })),
      changeViews: (next) => change((now) => ({ ...now, views: next(now.views ?? first) })),
    }),
    [memory, first, change],
  );
}

/** Remembers that the person opened a record; for the screens that show one. */
export function useRememberOpened(record: RecordId | null): void {
  const { person } = useProfile();
  useEffect(() => {
    if (record === null) return;
    save(person, (now) => ({ ...now, opened: withOpened(now.opened, record, Date.now()) }));
  }, [person, record]);
}

function storeOf(person: PersonId): Settable<PersonalMemory> {
  const known = stores.get(person);
  if (known) return known;
  const store = createObservable(read(person));
  stores.set(person, store);
  return store;
}

const keyOf = (person: PersonId) => `waypost.memory.${person}`;

function read(person: PersonId): PersonalMemory {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(person)) ?? '{}') as Partial<PersonalMemory>;
    return { ...nothing, ...kept };
  } catch {
    return nothing; // damaged: it holds no work, so it begins anew
  }
}

function save(person: PersonId, next: (now: PersonalMemory) => PersonalMemory): void {
  const store = storeOf(person);
  const changed = next(store.get());
  store.set(changed);
  localStorage.setItem(keyOf(person), JSON.stringify(changed));
}

function toggled(pins: readonly RecordId[], record: RecordId): readonly RecordId[] {
  return pins.includes(record) ? pins.filter((pin) => pin !== record) : [...pins, record];
}

function withOpened(opened: PersonalMemory['opened'], record: RecordId, at: number): PersonalMemory['opened'] {
  const latest = Object.entries({ ...opened, [record]: at }).sort(([, a], [, b]) => b - a);
  return Object.fromEntries(latest.slice(0, openedLimit));
}
