import { expect, test } from 'vitest';
import { extensionId, sampleFiles } from '../../test/support/sample-files.ts';
import { readPlacements, readRuns, readSessions } from './content.ts';
import { readExercises } from './exercise-content.ts';
import { readReviews } from './review-content.ts';

/** English texts of the steps by reference of the playbook and name of the step. */
const steps = new Map(
  sampleFiles.flatMap(({ sample }) =>
    Object.values(sample.workflow).map((step) => [
      `${sample.playbook_extensions[extensionId]?.['reference']} ${step['name']}`,
      step,
    ]),
  ),
);

test('three reviews: one with its findings open, one with an action that is late, one with a changed step', async () => {
  const reviews = await readReviews();
  expect(reviews).toHaveLength(3);
  const actions = reviews.map((review) => review.actions);
  expect(actions.filter((all) => all.length === 0)).toHaveLength(1);
  const isLate = ({ state, due }: { state: string; due: number }) => state === 'in-progress' && due < 0;
  expect(actions.filter((all) => all.some(isLate))).toHaveLength(1);
  expect(actions.filter((all) => all.some(({ change }) => change?.applied !== undefined))).toHaveLength(1);
});

test('reviews look back on what is in the sample, and speak of steps that are there', async () => {
  const subjects = {
    run: (await readRuns()).map(({ key }) => key),
    session: (await readSessions()).map(({ number }) => number),
    exercise: (await readExercises()).map(({ key }) => key),
    placement: (await readPlacements()).map(({ key }) => key),
  };
  for (const { subject, findings, actions } of await readReviews()) {
    expect(subjects[subject.kind]).toContain(subject.key);
    for (const { playbook, step } of findings)
      if (step !== undefined) expect(steps.has(`${playbook} ${step}`)).toBe(true);
    for (const { finding } of actions) expect(findings.map(({ key }) => key)).toContain(finding);
  }
});

test('a finding of a run is seen in an event on the same step', async () => {
  const runs = new Map((await readRuns()).map((run) => [run.key, run]));
  for (const { subject, findings } of await readReviews()) {
    for (const { origin, step } of findings) {
      if (origin !== undefined) expect(runs.get(subject.key)?.events[origin]?.step).toBe(step);
    }
  }
});

test('a changed wording differs from the one in the playbook, and leaves translations behind', async () => {
  const changes = (await readReviews()).flatMap(({ actions }) => actions.flatMap(({ change }) => change ?? []));
  expect(changes.length).toBeGreaterThan(0);
  for (const { playbook, step, wording, applied, caughtUp } of changes) {
    const before = steps.get(`${playbook} ${step}`);
    expect(before?.['description']).not.toBe(wording);
    const languages = Object.keys(before?.step_extensions?.[extensionId]?.translations ?? {});
    if (applied !== undefined) expect(caughtUp.length).toBeLessThan(languages.length);
  }
});
