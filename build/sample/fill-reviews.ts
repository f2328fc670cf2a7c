/** Reviews of the sample, the loop at each of its places: a finding, an action on its way, a changed step. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import { placement } from '../../shared/domain/placement/placement.ts';
import { action } from '../../shared/domain/review/action.ts';
import { finding } from '../../shared/domain/review/finding.ts';
import { review } from '../../shared/domain/review/review.ts';
import { applyChange, proposalFields } from '../../shared/domain/review/step-change.ts';
import { run } from '../../shared/domain/run.ts';
import { step as stepDeclaration } from '../../shared/domain/step.ts';
import { session } from '../../shared/domain/training/session.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { exerciseId } from './exercise-ids.ts';
import { placementId } from './fill-placements.ts';
import { runEventId, runId } from './fill-runs.ts';
import { sessionId } from './fill-training.ts';
import { dayOf } from './moments.ts';
import { readReviews, type SampleAction, type SampleFinding, type SampleReview } from './review-content.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { passOn, playbookBy, recordOf, type Story, storyScope as scope, yearNumber } from './story.ts';

const orderOf = (place: number) => `a${place}`;

const days = ({ start, end }: Pick<SampleReview, 'start' | 'end'>, { filledAt }: Story) => ({
  start: dayOf(start, filledAt),
  end: dayOf(end, filledAt),
});

export async function fillReviews(story: Story): Promise<void> {
  for (const each of await readReviews()) {
    const laptop = story.laptopOf(each.by);
    const at = story.momentOf(each.at);
    const id = sampleId('review', each.key);
    await laptop.add(each.by, at, [await reviewRecord(story, laptop, id, each)]);
    for (const [place, one] of each.findings.entries()) {
      await laptop.add(each.by, at + (place + 1) * 600_000, [await findingRecord(laptop, id, each, one, place)]);
    }
    for (const [place, one] of each.actions.entries()) await fillAction(story, laptop, id, { of: each, one, place });
  }
}

async function reviewRecord(story: Story, laptop: SampleLaptop, id: RecordId, each: SampleReview) {
  const { title, overview, state, place, participants, marking, subject } = each;
  const of = await subjectOf(laptop, subject);
  const reference = yearNumber('AAR', each.number, each.start, story);
  const facilitator = samplePeople[each.facilitator].name;
  const values = { title, overview, state, place, participants, marking, reference, facilitator, language: 'en' };
  return createRecord(review, { scope, id }, { ...values, ...of, ...days(each, story) });
}

async function subjectOf(laptop: SampleLaptop, subject: SampleReview['subject']) {
  const titleOf = async (id: RecordId) => {
    const state = await laptop.state(id);
    if (subject.kind === 'run') return viewOf(run, state).playbookTitle;
    if (subject.kind === 'placement') return viewOf(placement, state).reference;
    return subject.kind === 'session' ? viewOf(session, state).reference : viewOf(exercise, state).title['en'];
  };
  const ids = { run: runId, session: sessionId, exercise: exerciseId, placement: placementId };
  const id = ids[subject.kind](subject.key);
  return { subjectKind: subject.kind, subject: id, subjectTitle: await titleOf(id) };
}

const findingId = (of: SampleReview, key: string) => sampleId('finding', of.key, key);

async function findingRecord(
  laptop: SampleLaptop,
  review: RecordId,
  of: SampleReview,
  one: SampleFinding,
  place: number,
) {
  const { key, playbook, step, origin, ...values } = one;
  const about =
    playbook === undefined || step === undefined
      ? {}
      : { playbook: await playbookBy(laptop, playbook), step: await recordOf(laptop, { playbook, step }) };
  const seen = origin === undefined ? {} : { origin: runEventId(of.subject.key, origin) };
  return createRecord(
    finding,
    { scope, id: findingId(of, key) },
    { ...values, ...about, ...seen, review, order: orderOf(place), language: 'en' },
  );
}

interface ActionOf {
  readonly of: SampleReview;
  readonly one: SampleAction;
  readonly place: number;
}

async function fillAction(story: Story, laptop: SampleLaptop, review: RecordId, { of, one, place }: ActionOf) {
  const { key, finding: about, change, start, due, doneOn, ...values } = one;
  const id = sampleId('action', of.key, key);
  const dates = {
    start: dayOf(start, story.filledAt),
    due: dayOf(due, story.filledAt),
    doneOn: doneOn === undefined ? undefined : dayOf(doneOn, story.filledAt),
  };
  const base = { ...values, ...dates, review, finding: findingId(of, about), order: orderOf(place), language: 'en' };
  const made = createRecord(action, { scope, id }, base);
  await laptop.add(of.by, Date.parse(dates.start) + 34_200_000, [made]);
  if (change !== undefined) await changeStep(story, laptop, id, change);
}

/** Proposes a wording for a step, puts it there where the story says so, and lets translators catch up. */
async function changeStep(
  story: Story,
  laptop: SampleLaptop,
  id: RecordId,
  change: NonNullable<SampleAction['change']>,
) {
  const { field: key, wording, applied, caughtUp } = change;
  const step = await recordOf(laptop, change);
  const [actionState, stepState] = [await laptop.state(id), await laptop.state(step)];
  const { appliedAt, proposal } = viewOf(action, actionState);
  if (applied === undefined) {
    if (proposal !== undefined) return;
    const { by, at } = change.proposed;
    const proposed = setFields(action, actionState, proposalFields(stepState, key, wording));
    return (await passOn(story, laptop, by)).save(by, story.momentOf(at), proposed);
  }
  const [at, by] = [story.momentOf(applied.at), samplePeople[applied.by].name];
  if (appliedAt === undefined) {
    const approver = await passOn(story, laptop, applied.by);
    await approver.save(applied.by, at, applyChange(actionState, stepState, { key, wording, at, by }));
  }
  for (const each of caughtUp) {
    const translator = await passOn(story, story.laptopOf(applied.by), each.by);
    const drafts = setFields(stepDeclaration, await translator.state(step), { [each.field]: each.value });
    await translator.save(each.by, story.momentOf(each.at), drafts);
  }
}
