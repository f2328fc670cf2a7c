import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { peopleByRole } from '../conduct/exercise-part.ts';
import { peopleByName } from '../conduct/people-by-name.ts';
import { type Exercise, exercise } from '../exercise.ts';
import { run, runEvent } from '../run.ts';
import { attendanceMark } from './attendance-mark.ts';
import { enrolment } from './enrolment.ts';
import { session } from './session.ts';

type Entry = Pick<CatalogueEntry, 'id' | 'type' | 'scope' | 'parent' | 'values'>;

/**
 * Who takes or took part in a session, an exercise or a run ([CO3]): who is or was on the roster, was marked or instructs; who has a
 * role in the exercise; who is in charge of the run or did something in it. Who is named in words is found by the name ([EX29]), and
 * where several bear it, it is each of them. Nobody for any other record. Pure.
 */
export function peopleWhoTookPart(entries: readonly Entry[]): (of: Entry) => readonly RecordId[] {
  const named = peopleByName(entries);
  const present = gather(entries, [enrolment.type, attendanceMark.type], 'person');
  const acting = gather(entries, [runEvent.type], 'by');
  const known = new Map<RecordId, readonly RecordId[]>();
  const bearers = (names: readonly unknown[], scope: string): RecordId[] =>
    [...new Set(names)].flatMap((name) => (typeof name === 'string' ? named(name, scope).map(({ id }) => id) : []));
  const tookPart = ({ id, type, scope, values }: Entry): readonly RecordId[] => {
    switch (type) {
      case session.type:
        return [...(present.get(id) ?? []), ...bearers([values['instructors']].flat(), scope)];
      case exercise.type:
        return bearers(Object.values(peopleByRole(values as unknown as Exercise)).flat(), scope);
      case run.type:
        return bearers([values['leader'], ...(acting.get(id) ?? [])], scope);
      default:
        return [];
    }
  };
  return (of) => {
    const people = known.get(of.id) ?? tookPart(of);
    known.set(of.id, people);
    return people;
  };
}

/** A value of the records of some types, by what they belong to. */
function gather(entries: readonly Entry[], types: readonly string[], field: string): Map<RecordId, string[]> {
  const gathered = new Map<RecordId, string[]>();
  for (const { type, parent, values } of entries) {
    const value = values[field];
    if (!types.includes(type) || typeof value !== 'string') continue;
    const before = gathered.get(parent);
    if (before === undefined) gathered.set(parent, [value]);
    else before.push(value);
  }
  return gathered;
}
