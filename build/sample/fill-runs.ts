/** Two uses of a playbook as a checklist: one that is finished, with its report, and one that is going on. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook as playbookDeclaration } from '../../shared/domain/playbook.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readRuns, type SampleRun } from './content.ts';
import { sampleId } from './sample-id.ts';
import { named, playbookBy, type Story, storyScope as scope, stepsOf } from './story.ts';

export const runId = (key: string) => sampleId('run', key);
export const runEventId = (key: string, place: number) => sampleId('run-event', key, place);

export async function fillRuns(story: Story): Promise<void> {
  for (const each of await readRuns()) await fillRun(story, each);
}

async function fillRun(story: Story, each: SampleRun): Promise<void> {
  const laptop = story.laptopOf(each.by);
  const id = runId(each.key);
  const playbook = await playbookBy(laptop, each.playbook);
  const { title, releaseNumber } = viewOf(playbookDeclaration, await laptop.state(playbook));
  const { place, language } = each;
  const startedAt = story.momentOf(each.startedAt);
  const playbookTitle = title[language];
  const leader = samplePeople[each.by].name;
  const values = { playbook, playbookTitle, releaseNumber, place, language, startedAt, timeZone: 'UTC', leader };
  await laptop.add(each.by, startedAt, [createRecord(run, { scope, id }, values)]);
  const steps = await stepsOf(laptop, playbook);
  for (const [place, { step, at, until, ...said }] of each.events.entries()) {
    const moment = story.momentOf(at);
    const values = { ...said, run: id, at: moment, by: leader };
    const of = {
      ...(step === undefined ? {} : { step: named(steps, step) }),
      ...(until === undefined ? {} : { until: story.momentOf(until) }),
    };
    const event = createRecord(runEvent, { scope, id: runEventId(each.key, place) }, { ...values, ...of });
    await laptop.add(each.by, moment, [event]);
  }
}
