/** Secondments, scholarships and exchanges of the sample: one with its report, one whose report is late, one under way, one to come. */
import { ok } from '../../shared/base/result.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { placement } from '../../shared/domain/placement/placement.ts';
import { readPlacements, type SamplePlacement } from './content.ts';
import { peopleOf } from './fill-attendance.ts';
import { addCosts } from './fill-costs.ts';
import { dayOf } from './moments.ts';
import { sampleId } from './sample-id.ts';
import { named, type Story, storyScope as scope, yearNumber } from './story.ts';

export const placementId = (key: string) => sampleId('placement', key);

/** Adds every placement with its report and its costs; what is there already stays. */
export async function fillPlacements(story: Story): Promise<void> {
  for (const [place, each] of (await readPlacements()).entries()) {
    const people = await peopleOf(story.laptopOf(each.by), each.number);
    const person = named(people, each.person);
    const at = story.momentOf(each.at);
    const { kind, home, host, competencies, marking, language, purpose, reportDue } = each;
    const days = { start: dayOf(each.start, story.filledAt), end: dayOf(each.end, story.filledAt) };
    const reference = yearNumber('PL', String(place + 1).padStart(3, '0'), each.start, story);
    const due = reportDue === undefined ? {} : { reportDue: dayOf(reportDue, story.filledAt) };
    const values = { person, kind, home, host, competencies, marking, language, purpose, reference, ...days, ...due };
    await story
      .laptopOf(each.by)
      .add(each.by, at, [createRecord(placement, { scope, id: placementId(each.key) }, values)]);
    await report(story, each);
    const entries = each.costs.map((cost) => ({ ...cost, person: each.person }));
    await addCosts(story, { key: each.key, of: placementId(each.key), people }, entries);
  }
}

/** Written in every language by whoever entered the placement, as it was handed in on paper. */
async function report(story: Story, { key, by, report: said }: SamplePlacement): Promise<void> {
  if (said === undefined) return;
  const laptop = story.laptopOf(by);
  const at = story.momentOf(said.at);
  const state = await laptop.state(placementId(key));
  if (state.fields['reportedOn'] !== undefined) return;
  const texts = Object.entries(said.text).map(([language, text]) => [`report.${language}`, text] as const);
  const lessons = Object.entries(said.lessons).map(([language, text]) => [`lessons.${language}`, text] as const);
  const values = { ...Object.fromEntries([...texts, ...lessons]), reportedOn: new Date(at).toISOString().slice(0, 10) };
  const drafts = setFields(placement, state, values);
  if (!drafts.ok) throw new Error(`The report of ${key} could not be written: ${drafts.failure.kind}`);
  await laptop.save(by, at, ok(drafts.value));
}
