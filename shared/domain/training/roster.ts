/** The roster of a session: one row per person, however often and wherever they were put down. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';

/** What lists show of a person, from the catalogue alone. */
export interface PersonRow {
  readonly id: RecordId;
  readonly name: string;
  readonly transliteration: string;
  readonly organisation: string;
  readonly role: string;
  readonly email: string;
  readonly sameAs: RecordId | null;
  readonly notSameAs: readonly RecordId[];
}

export interface RosterRow {
  readonly person: PersonRow;
  /** Every live enrolment of the person in this session; more than one when two laptops put them down apart. */
  readonly enrolments: readonly RecordId[];
  readonly isWalkIn: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What stands for the name of somebody who has none, since they were erased ([ER4]): the random end of the record's id. */
export function pseudonymOf(id: RecordId): string {
  return `#${id.replaceAll('-', '').slice(-8).toUpperCase()}`;
}

export function personRow(entry: Pick<CatalogueEntry, 'id' | 'values'>): PersonRow {
  const { values } = entry;
  const transliteration = textOf(values['transliteration']);
  return {
    id: entry.id,
    name: textOf(values['name']) || (transliteration === '' ? pseudonymOf(entry.id) : ''),
    transliteration,
    organisation: textOf(values['organisation']),
    role: textOf(values['role']),
    email: textOf(values['email']),
    sameAs: textOf(values['sameAs']) || null,
    notSameAs: Array.isArray(values['notSameAs']) ? (values['notSameAs'] as string[]) : [],
  };
}

/** Leads from a record of a person to the one that is shown for them. Rings and dangling ends stop where they are. */
export function personResolver(persons: ReadonlyMap<RecordId, PersonRow>): (id: RecordId) => RecordId {
  return (id) => {
    const seen = [id];
    for (;;) {
      const at = seen.at(-1) as string;
      const next = persons.get(at)?.sameAs ?? null;
      if (next === null || !persons.has(next)) return at;
      // Two laptops may each have pointed at the other: the smaller id of the ring stands for all of it.
      if (seen.includes(next)) return seen.slice(seen.indexOf(next)).sort()[0] as string;
      seen.push(next);
    }
  };
}

/**
 * One row per person, unsorted. Somebody who is enrolled by one record and withdrawn by another is on the roster: to be
 * marked by mistake costs less than to be missed.
 */
export function rosterOf(
  enrolments: readonly CatalogueEntry[],
  persons: ReadonlyMap<RecordId, PersonRow>,
  personOf = personResolver(persons),
): RosterRow[] {
  return [...rowsOf(enrolments, (status) => status !== 'withdrawn', persons, personOf).values()];
}

/** Who was on the roster and was taken off it by every record of theirs; their enrolments are the withdrawn ones. */
export function withdrawnOf(
  enrolments: readonly CatalogueEntry[],
  persons: ReadonlyMap<RecordId, PersonRow>,
  personOf = personResolver(persons),
): RosterRow[] {
  const on = rowsOf(enrolments, (status) => status !== 'withdrawn', persons, personOf);
  const off = rowsOf(enrolments, (status) => status === 'withdrawn', persons, personOf);
  return [...off.values()].filter(({ person }) => !on.has(person.id));
}

function rowsOf(
  enrolments: readonly CatalogueEntry[],
  isWanted: (status: unknown) => boolean,
  persons: ReadonlyMap<RecordId, PersonRow>,
  personOf: (id: RecordId) => RecordId,
): Map<RecordId, RosterRow> {
  const rows = new Map<RecordId, RosterRow>();
  for (const { id, values } of enrolments) {
    const status = values['status'];
    if (!isWanted(status)) continue;
    const person = persons.get(personOf(textOf(values['person'])));
    if (person === undefined) continue;
    const before = rows.get(person.id);
    const isWalkIn = status === 'walk-in' && (before?.isWalkIn ?? true);
    rows.set(person.id, { person, enrolments: [...(before?.enrolments ?? []), id], isWalkIn });
  }
  return rows;
}

/** Records that somebody decided are this person, and that are shown as this one. */
export function joinedInto(id: RecordId, persons: ReadonlyMap<RecordId, PersonRow>): PersonRow[] {
  const personOf = personResolver(persons);
  return [...persons.values()].filter((other) => other.id !== id && personOf(other.id) === id);
}

/** Under which name a person is sorted and found: the transliteration where there is one. */
export function shownName(person: Pick<PersonRow, 'name' | 'transliteration'>): string {
  return person.transliteration || person.name;
}
