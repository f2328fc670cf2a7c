/** Who was there: marks of whole half days, one that was corrected, one that two laptops made apart. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Slot } from '../../shared/domain/training/attendance.ts';
import { type AttendanceState, attendanceMark } from '../../shared/domain/training/attendance-mark.ts';
import { personRow, rosterOf } from '../../shared/domain/training/roster.ts';
import { readSessions, type SampleSession } from './content.ts';
import { sessionId } from './fill-training.ts';
import { dayOf } from './moments.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { named, type Story, storyScope as scope } from './story.ts';

/** Marks everybody of the sessions that lie behind; what is marked already stays. */
export async function fillAttendance(story: Story): Promise<void> {
  for (const session of await readSessions()) {
    const laptop = story.laptopOf(session.by);
    const people = await peopleOf(laptop, session.number);
    const hand = { story, session, people };
    for (const each of session.attendance) await markHalfDay(laptop, hand, each);
    for (const { note, ...each } of session.corrections) {
      const corrects = [markId(session, each.person, slotOf(each.day, each.part, story))];
      await mark(laptop, hand, each, { note, corrects });
    }
    for (const each of session.elsewhere) await mark(story.laptopOf(each.by), hand, each, { corrects: [] });
  }
}

interface Hand {
  readonly story: Story;
  readonly session: SampleSession;
  readonly people: ReadonlyMap<string, RecordId>;
}

async function markHalfDay(
  laptop: SampleLaptop,
  { story, session, people }: Hand,
  half: SampleSession['attendance'][number],
) {
  const at = story.momentOf(half.at);
  const slot = { day: new Date(at).toISOString().slice(0, 10), part: half.part };
  for (const name of Object.keys(half.others)) named(people, name);
  const marks = [...people].map(([name, person], place) => {
    const state = half.others[name] ?? 'present';
    // One after another, as somebody goes down the list.
    const values = { person, state, at: at + place * 4_000, by: session.by };
    return markRecord(markId(session, name, slot), session, slot, { ...values, corrects: [] });
  });
  await laptop.add(session.by, at, marks);
}

async function mark(
  laptop: SampleLaptop,
  { story, session, people }: Hand,
  one: SampleSession['elsewhere'][number],
  more: { readonly corrects: readonly RecordId[]; readonly note?: string },
) {
  const at = story.momentOf(one.at);
  const slot = slotOf(one.day, one.part, story);
  const values = { person: named(people, one.person), state: one.mark, at, by: one.by, ...more };
  await laptop.add(one.by, at, [markRecord(markId(session, one.person, slot, one.at), session, slot, values)]);
}

interface MarkValues {
  readonly person: RecordId;
  readonly state: AttendanceState;
  readonly at: number;
  readonly by: Role;
  readonly corrects: readonly RecordId[];
  readonly note?: string;
}

function markRecord(id: RecordId, { number }: SampleSession, slot: Slot, values: MarkValues) {
  const { state, by, corrects, ...rest } = values;
  return createRecord(
    attendanceMark,
    { scope, id },
    { ...slot, ...rest, session: sessionId(number), mark: state, by: samplePeople[by].name, corrects: [...corrects] },
  );
}

const markId = (session: SampleSession, person: string, slot: Slot, again = '') =>
  sampleId('mark', session.number, person, slot.day, slot.part, again);

const slotOf = (day: number, part: Slot['part'], story: Story): Slot => ({ day: dayOf(day, story.filledAt), part });

/** Who is on a roster, by the name as they write it. */
export async function peopleOf({ engine }: SampleLaptop, number: string): Promise<ReadonlyMap<string, RecordId>> {
  const persons = new Map((await engine.list({ type: 'person' })).map((entry) => [entry.id, personRow(entry)]));
  const enrolments = await engine.list({ type: 'enrolment', parent: sessionId(number) });
  return new Map(rosterOf(enrolments, persons).map(({ person }) => [person.name, person.id]));
}
