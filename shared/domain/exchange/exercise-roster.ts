/** The records of the people who have a role in an exercise: it names them in words ([EX29]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { peopleByRole, plainName } from '../conduct/exercise-part.ts';
import { peopleByName } from '../conduct/people-by-name.ts';
import type { Exercise } from '../exercise.ts';
import { person } from '../training/person.ts';
import { personResolver, personRow } from '../training/roster.ts';

export interface Roster {
  /** Records of people, each somebody with a role. */
  readonly records: readonly RecordId[];
  /** Names under which nobody has a record here. */
  readonly unknown: readonly string[];
  /** Names that several people bear: none of them is taken for the one who is meant. */
  readonly unclear: readonly string[];
}

/** Finds people by the name of a role; records that somebody decided are one person are one, and all that bear the name go. */
export function rosterOfExercise(exercise: CatalogueEntry, entries: readonly CatalogueEntry[]): Roster {
  const rows = new Map(
    entries.flatMap((entry) => (entry.type === person.type ? [[entry.id, personRow(entry)] as const] : [])),
  );
  const shownAs = personResolver(rows);
  const named = peopleByName(entries);
  const records = new Set<RecordId>();
  const unknown: string[] = [];
  const unclear: string[] = [];
  for (const name of namesIn(exercise)) {
    const meant = named(name, exercise.scope);
    const shown = new Set(meant.map(({ id }) => shownAs(id)));
    if (shown.size === 0) unknown.push(name);
    else if (shown.size > 1) unclear.push(name);
    else for (const id of [...shown, ...meant.map((entry) => entry.id)]) records.add(id);
  }
  return { records: [...records], unknown, unclear };
}

/** Each name once, however it is written. */
function namesIn({ values }: CatalogueEntry): Iterable<string> {
  const said = Object.values(peopleByRole(values as unknown as Exercise)).flat();
  return new Map(said.flatMap((name) => (plainName(name) === '' ? [] : [[plainName(name), name]]))).values();
}
