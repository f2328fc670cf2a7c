/** Two uses of a playbook as a checklist: one that is finished, with its report, and one that is going on, with a photo. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { mediaTypeOf } from '../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../shared/domain/original-file.ts';
import { playbook as playbookDeclaration } from '../../shared/domain/playbook.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readPhoto, readRuns, type SampleRun } from './content.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
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
  for (const [place, { step, at, until, photo, ...said }] of each.events.entries()) {
    const moment = story.momentOf(at);
    const kept = photo === undefined ? null : await keepPhoto(laptop, id, photo);
    const values = { ...said, run: id, at: moment, by: leader };
    const of = {
      ...(step === undefined ? {} : { step: named(steps, step) }),
      ...(until === undefined ? {} : { until: story.momentOf(until) }),
      ...(kept === null ? {} : { file: kept.id }),
    };
    const event = createRecord(runEvent, { scope, id: runEventId(each.key, place) }, { ...values, ...of });
    await laptop.add(each.by, moment, kept === null ? [event] : [{ ok: true, value: kept.drafts }, event]);
  }
}

/** Keeps the bytes of a photo, as the screen of a run does, and makes its record. */
async function keepPhoto(laptop: SampleLaptop, owner: RecordId, name: string) {
  const bytes = await readPhoto(name);
  const chunks = await laptop.engine.keepChunks(bytes);
  if (!chunks.ok) throw new Error(`The photo ${name} could not be kept: ${chunks.failure.kind}`);
  const id = sampleId('photo', name);
  const file = { scope, id, owner, name, mediaType: mediaTypeOf(name), bytes, chunks: chunks.value };
  return { id, drafts: draftsOfOriginal({ ...file, purpose: 'photo' }) };
}
