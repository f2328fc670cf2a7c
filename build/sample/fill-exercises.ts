/** Exercises of the sample: one that was held and reviewed, one that is live, one that comes; each with its event list. */
import type { RecordId } from '../../shared/base/ids.ts';
import { firstMinute } from '../../shared/domain/conduct/conduct-clock.ts';
import {
  approveList,
  endConduct,
  type FactPlace,
  noteDeed,
  noteObservation,
  startConduct,
} from '../../shared/domain/conduct/conduct-commands.ts';
import { conductEvent, conductInOrder } from '../../shared/domain/conduct/conduct-event.ts';
import { conductOf } from '../../shared/domain/conduct/conduct-standing.ts';
import { digestOfEventList } from '../../shared/domain/conduct/event-list.ts';
import { exerciseApproval } from '../../shared/domain/conduct/exercise-approval.ts';
import { type Inject, inject } from '../../shared/domain/conduct/inject.ts';
import { objective } from '../../shared/domain/conduct/objective.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readExercises, type SampleExercise, type SampleFact, type SampleInject } from './exercise-content.ts';
import { exerciseId, nameOf, partId } from './exercise-ids.ts';
import { guideRecords, rateStory } from './fill-ratings.ts';
import { dayOf } from './moments.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { passOn, playbookBy, type Story, storyScope as scope, yearNumber } from './story.ts';

const minuteMs = 60_000;

export async function fillExercises(story: Story): Promise<void> {
  for (const each of await readExercises()) {
    const laptop = story.laptopOf(each.by);
    await laptop.add(each.by, story.momentOf(each.at), await recordsOf(story, laptop, each));
    await conductStory(story, laptop, each);
    await rateStory(story, laptop, each);
  }
}

async function recordsOf(story: Story, laptop: SampleLaptop, each: SampleExercise) {
  const { key, number, start, end, director, people, title, kind, state, place, marking } = each;
  const id = exerciseId(key);
  const { extent, scenario, organisations } = each;
  const { lead, ...several } = people;
  const named = Object.fromEntries(Object.entries(several).map(([role, who]) => [role, (who ?? []).map(nameOf)]));
  const made = createRecord(
    exercise,
    { scope, id },
    {
      ...{ title, kind, state, place, marking, extent, scenario, organisations, ...named },
      start: dayOf(start, story.filledAt),
      end: dayOf(end, story.filledAt),
      reference: yearNumber('EX', number, start, story),
      playbooks: await Promise.all(each.playbooks.map((one) => playbookBy(laptop, one))),
      director: nameOf(director),
      leadEvaluator: lead && nameOf(lead),
      language: 'en',
      timeZone: 'UTC',
    },
  );
  const objectives = each.objectives.map(({ targets: _, ...one }, at) =>
    createRecord(
      objective,
      { scope, id: partId('objective', key, at + 1) },
      { ...one, exercise: id, order: `a${at}`, language: 'en' },
    ),
  );
  return [made, ...objectives, ...guideRecords(each), ...each.injects.map((one, at) => injectRecord(each, one, at))];
}

function injectRecord({ key }: SampleExercise, one: SampleInject, at: number) {
  const { wall, scenario, objective: place, ...values } = one;
  return createRecord(
    inject,
    { scope, id: partId('inject', key, at) },
    {
      ...values,
      kind: values.kind ?? 'inject',
      exercise: exerciseId(key),
      objective: place === undefined ? undefined : partId('objective', key, place),
      wallMinute: minutesOf(wall),
      scenarioMinute: minutesOf(scenario),
      language: 'en',
    },
  );
}

function minutesOf(time: string | undefined): number | undefined {
  const [, day = '1', hours, minutes] = /^(?:(\d) )?(\d\d):(\d\d)$/.exec(time ?? '') ?? [];
  return hours === undefined ? undefined : (Number(day) - 1) * 1_440 + Number(hours) * 60 + Number(minutes);
}

/** The approval of the list and what happened, each on the laptop of whoever did it. */
async function conductStory(story: Story, from: SampleLaptop, each: SampleExercise): Promise<void> {
  const { key, approved, conduct } = each;
  const approver = await passOn(story, from, approved.by);
  const injects = await injectsOn(approver, key);
  const digest = digestOfEventList(exerciseId(key), injects);
  const place = placeOf(story, each, approved, 'approval');
  await approver.add(approved.by, place.at, [approveList(place, digest)]);
  let last = approver;
  for (const [at, fact] of conduct.entries()) {
    last = await passOn(story, last, fact.by);
    const made = await factOf(story, last, each, { fact, at });
    if (made !== null) await last.save(fact.by, story.momentOf(fact.at), made);
  }
}

function placeOf(
  story: Story,
  { key }: SampleExercise,
  { by, at }: Pick<SampleFact, 'by' | 'at'>,
  name: string,
): FactPlace {
  const id = sampleId('conduct', key, name);
  return { scope, exercise: exerciseId(key), id, by: nameOf(by), at: story.momentOf(at) };
}

interface FactAt {
  readonly fact: SampleFact;
  readonly at: number;
}

/** The drafts of a fact; null when it was told already. */
async function factOf(story: Story, laptop: SampleLaptop, each: SampleExercise, { fact, at }: FactAt) {
  const place = placeOf(story, each, fact, String(at));
  if ((await laptop.engine.open([place.id])).length > 0) return null;
  const injects = await injectsOn(laptop, each.key);
  const conduct = await conductOn(laptop, each.key, injects);
  const state = await laptop.state(exerciseId(each.key));
  switch (fact.kind) {
    case 'started': {
      const base = place.at - (firstMinute(injects) ?? 0) * minuteMs;
      return startConduct(place, conduct, { injects, base, state });
    }
    case 'ended':
      return endConduct(place, conduct, state);
    case 'observed': {
      const { text, language, objective: seen } = fact;
      const of = seen === undefined ? undefined : partId('objective', each.key, seen);
      return noteObservation(place, conduct, { text, language, objective: of });
    }
    default: {
      const found = injects.find(({ number }) => number === fact.inject)?.id ?? '';
      const deed =
        fact.kind === 'fired'
          ? ({ kind: 'fired' } as const)
          : ({ kind: 'deferred', until: place.at + fact.minutes * minuteMs, text: fact.text } as const);
      return noteDeed(place, conduct, { inject: found, standing: conduct.standingOf(found), deed });
    }
  }
}

async function injectsOn({ engine }: SampleLaptop, key: string): Promise<Inject[]> {
  const entries = await engine.list({ type: inject.type, parent: exerciseId(key) });
  return (await engine.open(entries.map(({ id }) => id))).map((state) => viewOf(inject, state));
}

async function conductOn({ engine }: SampleLaptop, key: string, injects: readonly Inject[]) {
  const statesOf = async (type: string, parent: RecordId) => {
    const entries = await engine.list({ type, parent });
    return engine.open(entries.map(({ id }) => id));
  };
  const id = exerciseId(key);
  const events = conductInOrder(await statesOf(conductEvent.type, id));
  const approvals = (await statesOf(exerciseApproval.type, id)).map((state) => viewOf(exerciseApproval, state));
  return conductOf({ events, approvals, digest: digestOfEventList(id, injects) });
}
