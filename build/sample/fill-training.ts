/** Courses, sessions and rosters of the sample: rosters through the same import as anybody's files. */
import { ok } from '../../shared/base/result.ts';
import { competency } from '../../shared/domain/competency/competency.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { draftsOfOriginal } from '../../shared/domain/original-file.ts';
import { suggestMapping } from '../../shared/domain/roster-import/column-mapping.ts';
import { decodeText } from '../../shared/domain/roster-import/decode-text.ts';
import { draftsOfRows } from '../../shared/domain/roster-import/drafts-of-plan.ts';
import { planRoster } from '../../shared/domain/roster-import/plan-roster.ts';
import { readCsv } from '../../shared/domain/roster-import/read-csv.ts';
import { course } from '../../shared/domain/training/course.ts';
import { personRow, rosterOf } from '../../shared/domain/training/roster.ts';
import { session } from '../../shared/domain/training/session.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readCompetencies, readCourses, readRoster, readSessions, type SampleSession } from './content.ts';
import { dayOf } from './moments.ts';
import { sampleId, seededRandom } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { playbookBy, storyScope as scope } from './story.ts';

export const courseId = (key: string) => sampleId('course', key);
export const sessionId = (number: string) => sampleId('session', number);

/** Courses, sessions and who is on them; nobody has been marked yet. */
export async function fillTraining(laptop: SampleLaptop, filledAt: number): Promise<void> {
  const sessions = await readSessions();
  const before = Date.parse(dayOf(Math.min(...sessions.map(({ start }) => start)) - 14, filledAt));
  const courses = await Promise.all(
    (await readCourses()).map(async ({ key, playbooks: references, requiredCourses: keys, ...values }) => {
      const playbooks = await Promise.all(references.map((reference) => playbookBy(laptop, reference)));
      const requiredCourses = keys.map(courseId);
      return createRecord(course, { scope, id: courseId(key) }, { ...values, requiredCourses, playbooks });
    }),
  );
  const competencies = (await readCompetencies()).map(({ key, target = {}, ...values }) =>
    createRecord(
      competency,
      { scope, id: sampleId('competency', key) },
      { ...values, target, sourceId: sampleId('core', key) },
    ),
  );
  await laptop.add('coordinator', before, [...courses, ...competencies]);
  const made = sessions.map((each) => sessionRecord(each, filledAt));
  await laptop.add('coordinator', before + 3_600_000, made);
  for (const each of sessions) await importRoster(laptop, each, Date.parse(dayOf(each.start - 7, filledAt)));
}

/** The instant from which an earlier filling told the story, at the hour of `now`; null when there was none. */
export async function dayBefore({ engine }: Pick<SampleLaptop, 'engine'>, now: number): Promise<number | null> {
  const today = (await readSessions()).find(({ start }) => start === 0);
  const [state] = await engine.open(today === undefined ? [] : [sessionId(today.number)]);
  const { start } = state === undefined ? { start: undefined } : viewOf(session, state);
  return start === undefined ? null : Date.parse(start) + (now % 86_400_000);
}

function sessionRecord(each: SampleSession, filledAt: number) {
  const { number, place, instructors, seats, marking } = each;
  const [start, end] = [dayOf(each.start, filledAt), dayOf(each.end, filledAt)];
  const reference = `TR-${start.slice(2, 4)}-${number}`;
  const hours = { opens: '09:00', closes: '16:30' };
  const values = { course: courseId(each.course), reference, place, instructors, seats, marking, start, end, ...hours };
  return createRecord(session, { scope, id: sessionId(number) }, { ...values, timeZone: 'UTC' });
}

/** What the importer's screen does with a file that somebody picked, its first suggestions taken. */
async function importRoster(laptop: SampleLaptop, { number }: SampleSession, at: number): Promise<void> {
  const bytes = await readRoster(number);
  const { plan, ...place } = await planned(laptop, number, bytes);
  const { clock } = laptop;
  const drafts = await clock.at(at, async () =>
    draftsOfRows(plan.rows, { ...place, scope, clock, random: seededRandom(`roster ${number}`), accepted: new Set() }),
  );
  if (!drafts.ok || drafts.value.length === 0) return laptop.save('coordinator', at, drafts);
  const chunks = await laptop.engine.keepChunks(bytes);
  if (!chunks.ok) throw new Error(`The roster ${number} could not be kept: ${chunks.failure.kind}`);
  const [id, name, mediaType] = [sampleId('roster-file', number), `roster ${number}.csv`, 'text/csv'];
  const original = draftsOfOriginal({ scope, id, owner: place.session, name, mediaType, bytes, chunks: chunks.value });
  await laptop.save('coordinator', at, ok([...drafts.value, ...original]));
}

async function planned({ engine }: SampleLaptop, number: string, bytes: Uint8Array) {
  const session = sessionId(number);
  const [header, ...rows] = readCsv(decodeText(bytes).text).rows;
  const persons = (await engine.list({ type: 'person' })).map(personRow);
  const enrolments = await engine.list({ type: 'enrolment', parent: session });
  const roster = rosterOf(enrolments, new Map(persons.map((person) => [person.id, person])));
  const plan = planRoster(rows, suggestMapping(header?.cells ?? []), { persons, roster });
  const filled = await engine.open(plan.rows.flatMap((row) => row.person ?? []));
  const states = new Map(filled.map((state) => [state.id, state]));
  return { plan, session, states, enrolled: new Set(roster.map(({ person }) => person.id)) };
}
