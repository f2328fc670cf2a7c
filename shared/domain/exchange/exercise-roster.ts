/** The records of the people who have a role in an exercise: it names them in words ([EX29]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { peopleByRole, plainName } from '../conduct/exercise-part.ts';
import type { Exercise } from '../exercise.ts';
import { person } from '../training/person.ts';
import { type PersonRow, personResolver, personRow } from '../training/roster.ts';

export interface Roster {
  /** Records of people, each somebody with a role. */
  readonly records: readonly RecordId[];
  /** Names under which nobody has a record here. */
  readonly unknown: readonly string[];
  /** Names that several people bear: none of them is taken for the one who is meant. */
  readonly unclear: readonly string[];
}

/**
 * Finds people by the name of a role, in their script or in Latin letters, without case and marks. Those in the scope of the
 * exercise come before others of the same name; records that somebody decided are one person are one, and all that bear the name go.
 */
export function rosterOfExercise(exercise: CatalogueEntry, entries: readonly CatalogueEntry[]): Roster {
  const people = entries.filter(({ type }) => type === person.type);
  const rows = new Map(people.map((entry) => [entry.id, personRow(entry)]));
  const shownAs = personResolver(rows);
  const byName = peopleByName(people, rows);
  const records = new Set<RecordId>();
  const unknown: string[] = [];
  const unclear: string[] = [];
  for (const [folded, name] of namesIn(exercise)) {
    const all = byName.get(folded) ?? [];
    const own = all.filter(({ scope }) => scope === exercise.scope);
    const meant = own.length > 0 ? own : all;
    const shown = new Set(meant.map(({ id }) => shownAs(id)));
    if (shown.size === 0) unknown.push(name);
    else if (shown.size > 1) unclear.push(name);
    else for (const id of [...shown, ...meant.map((entry) => entry.id)]) records.add(id);
  }
  return { records: [...records], unknown, unclear };
}

function namesIn({ values }: CatalogueEntry): ReadonlyMap<string, string> {
  const said = Object.values(peopleByRole(values as unknown as Exercise)).flat();
  return new Map(said.flatMap((name) => (plainName(name) === '' ? [] : [[plainName(name), name] as const])));
}

function peopleByName(people: readonly CatalogueEntry[], rows: ReadonlyMap<RecordId, PersonRow>) {
  const byName = new Map<string, CatalogueEntry[]>();
  for (const entry of people) {
    const { name = '', transliteration = '' } = rows.get(entry.id) ?? {};
    for (const folded of new Set([plainName(name), plainName(transliteration)])) {
      if (folded !== '') byName.set(folded, [...(byName.get(folded) ?? []), entry]);
    }
  }
  return byName;
}
