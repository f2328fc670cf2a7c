import { expect, test } from 'vitest';
import { importOptions } from '../../../test/cacao/import-options.ts';
import { splitStates, statesOfDrafts } from '../../../test/cacao/states-of-drafts.ts';
import type { JsonObject } from '../../base/json.ts';
import { setFields } from '../edit.ts';
import { playbook as playbookDeclaration } from '../playbook.ts';
import type { RecordState } from '../record-state.ts';
import { step as stepDeclaration } from '../step.ts';
import { viewOf } from '../view.ts';
import { cacaoOf } from './cacao-of.ts';
import { type ExistingPlaybook, planImport } from './plan-import.ts';

const start = 'start--00000000-0000-4000-8000-000000000003';
const action = 'action--00000000-0000-4000-8000-000000000004';
const added = 'action--00000000-0000-4000-8000-000000000007';
const end = 'end--00000000-0000-4000-8000-000000000005';

function documentOf(changes: JsonObject = {}): JsonObject {
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: 'playbook--00000000-0000-4000-8000-000000000001',
    name: 'The name of the playbook',
    created_by: 'identity--00000000-0000-4000-8000-000000000002',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    workflow_start: start,
    workflow: {
      [start]: { type: 'start', on_completion: action },
      [action]: { type: 'action', name: 'The step', on_completion: end },
      [end]: { type: 'end' },
    },
    ...changes,
  };
}

function statesAfter(document: JsonObject, before: readonly RecordState[] = [], existing: ExistingPlaybook[] = []) {
  const plan = planImport(existing, document, importOptions());
  if (!('drafts' in plan)) throw new Error(plan.kind);
  return { plan, states: statesOfDrafts(plan.drafts, before) };
}

function here(document = documentOf()): ExistingPlaybook {
  return splitStates(statesAfter(document).states);
}

function edited(existing: ExistingPlaybook, id: string, values: Parameters<typeof setFields>[2]): ExistingPlaybook {
  const states = [existing.playbook, ...existing.steps];
  const state = states.find((each) => each.id === id) as RecordState;
  const drafts = setFields(state.type === 'step' ? stepDeclaration : playbookDeclaration, state, values);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  return splitStates(statesOfDrafts(drafts.value, states));
}

test('the same file twice is reported as already here', () => {
  const existing = here();
  expect(planImport([existing], documentOf(), importOptions())).toEqual({
    kind: 'already-here',
    playbook: existing.playbook.id,
  });
});

test('an older file changes nothing', () => {
  const plan = planImport([here()], documentOf({ modified: '2025-01-01T00:00:00.000Z' }), importOptions());
  expect(plan.kind).toBe('older');
});

test('another playbook that carries the same id and time is kept beside the first, and found again', () => {
  const first = here();
  const document = documentOf({ name: 'Something else' });
  const { plan, states } = statesAfter(document, [], [first]);
  expect(plan).toMatchObject({ kind: 'copy', sharesIdWith: first.playbook.id });
  const again = planImport([first, splitStates(states)], document, importOptions());
  expect(again.kind).toBe('already-here');
});

test('a newer file changes the fields that differ and no others', () => {
  const existing = here();
  const document = documentOf({ name: 'A better name', modified: '2026-02-01T00:00:00.000Z' });
  const plan = planImport([existing], document, importOptions());
  if (plan.kind !== 'update') throw new Error(plan.kind);
  expect(plan.drafts.map((draft) => draft.field).sort()).toEqual(['cacaoDigest', 'cacaoModified', 'title.en']);
  expect(plan).toMatchObject({ wasEditedHere: false, stepsOnlyHere: [] });
});

test('a newer file adds its steps, keeps those it lacks, and keeps translations made here', () => {
  let existing = here();
  existing = edited(existing, existing.playbook.id, { 'title.ar': 'عنوان' });
  const document = documentOf({
    modified: '2026-02-01T00:00:00.000Z',
    workflow: {
      [start]: { type: 'start', on_completion: added },
      [added]: { type: 'action', name: 'A new step', on_completion: end },
      [end]: { type: 'end' },
    },
  });
  const { plan, states } = statesAfter(document, [existing.playbook, ...existing.steps], [existing]);
  const after = splitStates(states);
  expect(viewOf(playbookDeclaration, after.playbook).title).toEqual({ en: 'The name of the playbook', ar: 'عنوان' });
  const names = after.steps.map((state) => viewOf(stepDeclaration, state).name.en);
  expect(names).toContain('A new step');
  expect(names).toContain('The step');
  expect(plan).toMatchObject({ kind: 'update', wasEditedHere: true });
  expect(plan.kind === 'update' && plan.stepsOnlyHere).toHaveLength(1);
});

test('an edge that a newer file leaves out is gone, so that no step leads two ways at once', () => {
  const existing = here();
  const document = documentOf({
    modified: '2026-02-01T00:00:00.000Z',
    workflow: {
      [start]: { type: 'start', on_completion: action },
      [action]: { type: 'action', name: 'The step', on_success: end },
      [end]: { type: 'end' },
    },
  });
  const { states } = statesAfter(document, [existing.playbook, ...existing.steps], [existing]);
  const view = splitStates(states)
    .steps.map((state) => viewOf(stepDeclaration, state))
    .find((each) => each.cacaoId === action);
  expect(view?.onCompletion).toBeUndefined();
  expect(view?.onSuccess).toBeDefined();
});

test('what was exported after an edit comes back without a change', () => {
  let existing = here();
  existing = edited(existing, existing.playbook.id, { 'title.en': 'Edited here' });
  const exported = cacaoOf(existing.playbook, existing.steps).document;
  const plan = planImport([existing], exported, importOptions());
  if (plan.kind !== 'update') throw new Error(plan.kind);
  expect(plan.wasEditedHere).toBe(false);
  expect(plan.drafts.map((draft) => draft.field).sort()).toEqual(['cacaoDigest', 'cacaoModified']);
});

test('a playbook that was deleted here can be imported anew', () => {
  const existing = here();
  const deletion = {
    kind: 'delete' as const,
    scope: existing.playbook.scope,
    type: 'playbook',
    record: existing.playbook.id,
    field: '@exists',
    value: {
      seen: Object.entries(existing.playbook.fields).flatMap(([key, heads]) =>
        key === '@exists' ? [] : heads.map((head) => head.id),
      ),
    },
    supersedes: (existing.playbook.fields['@exists'] ?? []).map((head) => head.id),
  };
  const deleted = splitStates(statesOfDrafts([deletion], [existing.playbook, ...existing.steps]));
  expect(planImport([deleted], documentOf(), importOptions()).kind).toBe('new');
});

test('a step under an id that is too long to keep is imported under another, and is the same step the next time', () => {
  const long = `action--${'x'.repeat(400)}`;
  const document = documentOf({
    workflow: {
      [start]: { type: 'start', on_completion: long },
      [long]: { type: 'action', name: 'The step', on_completion: end },
      [end]: { type: 'end' },
    },
  });
  const existing = here(document);
  const ids = existing.steps.map((each) => viewOf(stepDeclaration, each).cacaoId);
  expect(ids).toEqual([start, expect.stringMatching(/^action--[0-9a-f-]{36}$/), end]);
  expect(cacaoOf(existing.playbook, existing.steps).document.workflow).toMatchObject({
    [start]: { on_completion: ids[1] },
    [ids[1] as string]: { name: 'The step' },
  });
  const again = planImport(
    [existing],
    { ...document, name: 'Another name', modified: '2026-02-01T00:00:00.000Z' },
    importOptions(),
  );
  expect(again).toMatchObject({ kind: 'update', stepsOnlyHere: [] });
});
