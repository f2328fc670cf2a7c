/** Who opened the record of a person: read from the entries, and what one more would be. Pure. */
import type { PersonId, RecordId } from '../../base/ids.ts';
import type { NewValuesOf } from '../declare-record.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { isDeleted, viewOf } from '../view.ts';
import { accessEntry } from './access-entry.ts';

export interface Reading {
  readonly id: RecordId;
  /** Whoever signed it: an entry cannot name another reader than its author. */
  readonly reader: PersonId;
  readonly name: string;
  readonly day: string;
  readonly at: number;
  readonly purpose: string;
}

/** The newest first; entries without a day say nothing. */
export function readingsOf(states: readonly RecordState[]): Reading[] {
  const readings = states.flatMap((state) => {
    const reader = state.fields[existenceField]?.[0]?.author;
    const { id, day, at = 0, by = '', purpose = '' } = viewOf(accessEntry, state);
    if (isDeleted(state) || reader === undefined || day === undefined) return [];
    return [{ id, reader, name: by, day, at, purpose }];
  });
  return readings.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Who reads now, which day, and why. */
export interface NewReading {
  readonly person: RecordId;
  readonly reader: PersonId;
  readonly name: string;
  readonly day: string;
  readonly at: number;
  readonly purpose: string;
}

/**
 * The values of one more entry, or null when that reading is noted already: opening a record again on the same day adds
 * nothing, and a purpose that was said that day stands for the whole of it.
 */
export function entryFor(known: readonly Reading[], reading: NewReading): NewValuesOf<typeof accessEntry> | null {
  const { person, reader, name, day, at } = reading;
  const purpose = reading.purpose.trim();
  const today = known.filter((each) => each.reader === reader && each.day === day);
  if (today.some((each) => purpose === '' || each.purpose === purpose)) return null;
  return { person, day, at, by: name, ...(purpose === '' ? {} : { purpose }) };
}
