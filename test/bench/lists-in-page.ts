/**
 * The page's side of long-lists.ts. It fills the database of a laptop through the app's own store, in the app's own origin, while no engine
 * runs. Operations are left out: no list reads them, they would be nine rows of ten, and filling would take minutes.
 */
import { openDexieStore } from '../../renderer/data/dexie-store.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { assessmentResult } from '../../shared/domain/assessment/assessment-result.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { attendanceMark, dayParts } from '../../shared/domain/training/attendance-mark.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';

export interface ListsToFill {
  readonly device: string;
  readonly scope: string;
  readonly author: string;
  readonly people: number;
  /** Of both half days of as many sessions of forty people as it takes. */
  readonly marks: number;
  /** People of whom a result of the course's competencies is recorded; nobody unless told. */
  readonly results?: number;
}

const rosterSize = 40;
const marksOfSession = rosterSize * dayParts.length;
const day = '2020-11-23';
const competencies = ['cordon', 'search', 'evidence', 'handover', 'witnesses', 'radio', 'first aid', 'report'].map(
  (word) => `Competency of the ${word}`,
);
/** Records written at once. */
const pieceSize = 2_000;

const given =
  'Amal Igor Jamila Anton Renée Yulan Tomas Fatima Ксения Антон جميلة يوسف 陈玉兰 李浩然 José Nadezhda'.split(' ');
const family = 'Berrada Valenko القاسمي الخطيب Grebnev Рузова Lefèvre Müller Okafor Lindqvist Sato Орел'.split(' ');

/** Resolves with the session whose attendance is opened. */
async function fillLists({ device, scope, author, people: count, marks, results = 0 }: ListsToFill): Promise<string> {
  const random = seeded(20_261_127);
  const record = recordMaker(random, { scope, author, device });
  const people = Array.from({ length: count }, (_, number) => record(person.type, nameOf(random, number)));
  const taught = record(course.type, { 'title.en': 'Evidence across borders', competencies });
  const place = { course: taught.id, place: 'Quay Street', timeZone: 'UTC', start: day, end: day };
  const sessions = Array.from({ length: marks / marksOfSession }, () => record(session.type, place));
  const rosters = people.length / rosterSize;
  const taken = sessions.flatMap((each, number) =>
    people
      // Once everybody was on a roster the first ones come again.
      .slice((number % rosters) * rosterSize, ((number % rosters) + 1) * rosterSize)
      .flatMap((who) => [
        record(enrolment.type, { session: each.id, person: who.id, status: 'enrolled' }),
        ...dayParts.map((part) =>
          record(attendanceMark.type, { session: each.id, person: who.id, day, part, mark: 'present' }),
        ),
      ]),
  );
  const assessed = people.slice(0, results).map((who, number) =>
    record(assessmentResult.type, {
      ...{ person: who.id, session: (sessions[number % sessions.length] as RecordState).id, course: taught.id, day },
      ...{ at: 1, by: 'Tomasz Veld', validUntil: number % 3 === 0 ? '2027-01-31' : '2028-11-23' },
      results: competencies.map((competency, at) => {
        return { competency, reached: (number + at) % 5 > 0, percent: 40 + ((number + at) % 60) };
      }),
    }),
  );
  const store = await openDexieStore({ name: `waypost-${device}` });
  const records = [...people, taught, ...sessions, ...taken, ...assessed];
  for (let at = 0; at < records.length; at += pieceSize) {
    await store.write({ records: records.slice(at, at + pieceSize) });
  }
  await store.close();
  return (sessions[0] as RecordState).id;
}

type Values = Readonly<Record<string, Json>>;

function recordMaker(
  random: Seeded,
  origin: { readonly scope: string; readonly author: string; readonly device: string },
) {
  const { scope, author, device } = origin;
  const newId = () => uuidv7({ now: () => Date.UTC(2026, 10, 1) }, random);
  return (type: string, values: Values): RecordState => {
    const base = {
      kind: 'set',
      scope,
      type,
      record: newId(),
      supersedes: [],
      tx: newId(),
      lamport: 1,
      wall: Date.UTC(2026, 10, 1),
      schema: 1,
      origin: { author, device, incarnation: device },
      seq: 1,
    } as const;
    const newOperation = (over: Partial<StoredOperation>): StoredOperation => {
      return { ...base, id: toHex(random.bytes(16)), field: '@exists', value: null, ...over };
    };
    const sets = Object.entries(values).map(([field, value]) => newOperation({ field, value }));
    return foldRecord([newOperation({ kind: 'create' }), ...sets]) as RecordState;
  };
}

const nameOf = (random: Seeded, number: number) => ({
  name: `${random.pick(given)} ${random.pick(family)} ${number % 977}`,
});

Object.assign(globalThis, { fillLists });
