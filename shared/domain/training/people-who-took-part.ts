import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { conductEvent } from '../conduct/conduct-event.ts';
import { peopleByRole } from '../conduct/exercise-part.ts';
import { bearersOfNames } from '../conduct/people-by-name.ts';
import { rating } from '../evaluation/rating.ts';
import { type Exercise, exercise } from '../exercise.ts';
import { review } from '../review/review.ts';
import { run, runEvent } from '../run.ts';
import { attendanceMark } from './attendance-mark.ts';
import { enrolment } from './enrolment.ts';
import { session } from './session.ts';

type Entry = Pick<CatalogueEntry, 'id' | 'type' | 'scope' | 'parent' | 'values'>;

/**
 * Who takes or took part in a session, an exercise, a run or a review ([CO3]): who is or was on the roster, was marked or instructs; who
 * has a role in the exercise, conducted or rated; who is or was in charge of the run or did something in it; who was at the review or took
 * part in what it looks back on. Who is named in words is found by the name, with or without an office behind it, and where several bear
 * it, it is each of them, of whatever scope. Nobody for any other record. Pure.
 */
export function peopleWhoTookPart(entries: readonly Entry[]): (of: Entry) => readonly RecordId[] {
  const present = gather(entries, [
    [enrolment.type, 'person'],
    [attendanceMark.type, 'person'],
  ]);
  const acting = gather(entries, [
    [runEvent.type, 'by'],
    [runEvent.type, 'to'],
    [conductEvent.type, 'by'],
    [rating.type, 'by'],
  ]);
  const known = new Map<RecordId, readonly RecordId[]>();
  const named = bearersOfNames(entries);
  const bearers = (names: readonly unknown[]): RecordId[] =>
    [...new Set(names.flatMap(namesIn))].flatMap((name) => named(name).map(({ id }) => id));
  const reviewed = (subject: unknown) => entries.filter(({ id, type }) => id === subject && type !== review.type);
  const tookPart = ({ id, type, values }: Entry): readonly RecordId[] => {
    switch (type) {
      case session.type:
        return [...(present.get(id) ?? []), ...bearers([values['instructors']].flat())];
      case exercise.type:
        return bearers([
          ...Object.values(peopleByRole(values as unknown as Exercise)).flat(),
          ...(acting.get(id) ?? []),
        ]);
      case run.type:
        return bearers([values['leader'], ...(acting.get(id) ?? [])]);
      case review.type:
        return [
          ...bearers([values['participants'], values['facilitator']].flat()),
          ...reviewed(values['subject']).flatMap(tookPart),
        ];
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

/** A name as it stands, and the part before an office: people write "Ana Mora, duty officer" where name and office are asked for. */
function namesIn(said: unknown): readonly string[] {
  return typeof said === 'string' ? [said, said.replace(/[,،，、;؛；([（［].*$/su, '')] : [];
}

/** Values of records, each named by its type and its field, by what the records belong to. */
function gather(
  entries: readonly Entry[],
  fields: readonly (readonly [type: string, field: string])[],
): Map<RecordId, string[]> {
  const gathered = new Map<RecordId, string[]>();
  for (const { type, parent, values } of entries) {
    for (const [of, field] of fields) {
      const value = values[field];
      if (of !== type || typeof value !== 'string') continue;
      const before = gathered.get(parent);
      if (before === undefined) gathered.set(parent, [value]);
      else before.push(value);
    }
  }
  return gathered;
}
