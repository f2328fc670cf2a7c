/** How people were assessed: items of two courses, marks of one or two assessors, results that were recorded. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { type AssessmentItem, assessmentItem } from '../../shared/domain/assessment/assessment-item.ts';
import { assessmentMark, type GivenMark } from '../../shared/domain/assessment/assessment-mark.ts';
import { assessmentResult } from '../../shared/domain/assessment/assessment-result.ts';
import { resultOf, standingsOf } from '../../shared/domain/assessment/assessment-standing.ts';
import { lastDayOf } from '../../shared/domain/certificate/compose-certificate.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { keyAtEnd } from '../../shared/domain/order-keys.ts';
import { course } from '../../shared/domain/training/course.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readAssessments, type SampleAssessment } from './content.ts';
import { peopleOf } from './fill-attendance.ts';
import { courseId, sessionId } from './fill-training.ts';
import { sampleId } from './sample-id.ts';
import { named, type Story, storyScope as scope } from './story.ts';

type SampleItems = SampleAssessment['items'];
type SampleAssessed = SampleAssessment['sessions'][number];

/** Items, marks and results; what is there already stays. */
export async function fillAssessment(story: Story): Promise<void> {
  for (const { course: key, items, sessions } of await readAssessments()) {
    await addItems(story, key, items);
    for (const session of sessions) {
      const given = await addMarks(story, key, session);
      if (session.recorded !== undefined) await record(story, { key, items, session, given });
    }
  }
}

const itemId = (course: string, key: string): RecordId => sampleId('assessment-item', course, key);

async function addItems(story: Story, key: string, items: SampleItems): Promise<void> {
  const placed: { id: string; order: string }[] = [];
  const records = items.map(({ key: own, ...values }) => {
    const place = { id: itemId(key, own), order: keyAtEnd(placed) };
    placed.push(place);
    const more = { course: courseId(key), order: place.order, language: 'en' };
    return createRecord(assessmentItem, { scope, id: place.id }, { ...values, ...more });
  });
  await story.laptopOf('trainer').add('trainer', story.momentOf('-40 10:00'), records);
}

async function addMarks(story: Story, key: string, { number, assessors }: SampleAssessed): Promise<GivenMark[]> {
  const made: GivenMark[] = [];
  for (const { by, at: said, usual, others } of assessors) {
    const laptop = story.laptopOf(by);
    const people = await peopleOf(laptop, number);
    for (const name of Object.keys(others)) named(people, name);
    const at = story.momentOf(said);
    const { name, person: author } = samplePeople[by];
    const records = [...people].flatMap(([who, person], place) =>
      Object.entries({ ...usual, ...others[who] }).map(([own, value]) => {
        const id = sampleId('assessment-mark', number, by, who, own);
        const values = { session: sessionId(number), item: itemId(key, own), person, value, by: name } as const;
        const mark = { ...values, seat: 'assessor', medium: 'laptop', at: at + place * 20_000 } as const;
        made.push({ mark: { ...mark, id } as unknown as GivenMark['mark'], author });
        return createRecord(assessmentMark, { scope, id }, mark);
      }),
    );
    await laptop.add(by, at, records);
  }
  return made;
}

interface Recorded {
  readonly key: string;
  readonly items: SampleItems;
  readonly session: SampleAssessed;
  readonly given: readonly GivenMark[];
}

async function record(story: Story, { key, items, session, given }: Recorded): Promise<void> {
  const laptop = story.laptopOf('trainer');
  const at = story.momentOf(session.recorded ?? '');
  const { validMonths } = viewOf(course, await laptop.state(courseId(key)));
  const known = items.map((each) => ({ ...each, id: itemId(key, each.key) }) as unknown as AssessmentItem);
  const standingOf = standingsOf(known, given);
  const validUntil = lastDayOf(at, validMonths) ?? undefined;
  const shared = { session: sessionId(session.number), course: courseId(key), at, validUntil };
  const day = new Date(at).toISOString().slice(0, 10);
  const records = [...(await peopleOf(laptop, session.number))].flatMap(([who, person]) => {
    const results = resultOf(standingOf(person));
    if (results === null) return [];
    const values = { ...shared, person, day, by: samplePeople.trainer.name, results: results as unknown as Json };
    return [createRecord(assessmentResult, { scope, id: sampleId('assessment-result', session.number, who) }, values)];
  });
  await laptop.add('trainer', at, records);
}
