import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { cacaoOf } from '../../shared/domain/cacao/cacao-of.ts';
import { canonicalJson } from '../../shared/domain/cacao/canonical-json.ts';
import { draftsOfPlaybook } from '../../shared/domain/cacao/drafts-of-playbook.ts';
import { extensionId } from '../../shared/domain/cacao/extension.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook as playbookDeclaration } from '../../shared/domain/playbook.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { step as stepDeclaration } from '../../shared/domain/step.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { playbookArbitrary } from './generate-playbook.ts';
import { importOptions } from './import-options.ts';
import { splitStates, statesOfDrafts } from './states-of-drafts.ts';

function imported(document: JsonObject) {
  const reading = readPlaybookFile('drawn.json', utf8(JSON.stringify(document)));
  const read = reading.documents[0]?.document;
  if (!read) throw new Error(JSON.stringify(reading.reasons));
  return splitStates(statesOfDrafts(draftsOfPlaybook(read, importOptions()).drafts));
}

function edited(states: readonly RecordState[], id: string, values: Parameters<typeof setFields>[2]): RecordState[] {
  const state = states.find((each) => each.id === id) as RecordState;
  const drafts = setFields(state.type === 'step' ? stepDeclaration : playbookDeclaration, state, values);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  return [...statesOfDrafts(drafts.value, states)];
}

test('any playbook of version 2.0 comes out of the records equal to what came in', () => {
  fc.assert(
    fc.property(playbookArbitrary, (document) => {
      const { playbook, steps } = imported(document);
      expect(canonicalJson(cacaoOf(playbook, steps).document)).toBe(canonicalJson(document));
    }),
    { numRuns: 120, seed: 20261123 },
  );
}, 60_000);

test('an edited text changes its own property and the time of the version, nothing else', () => {
  fc.assert(
    fc.property(playbookArbitrary, fc.nat(), (document, n) => {
      const { playbook, steps } = imported(document);
      const view = viewOf(playbookDeclaration, playbook);
      const state = steps[n % steps.length] as RecordState;
      const key = viewOf(stepDeclaration, state).cacaoId as string;
      const states = edited([playbook, ...steps], state.id, { [`name.${view.language}`]: 'Edited here' });
      const after = cacaoOf(...(Object.values(splitStates(states)) as [RecordState, RecordState[]])).document;
      const workflow = document.workflow as JsonObject;
      const expected = {
        ...document,
        modified: after.modified,
        workflow: { ...workflow, [key]: { ...(workflow[key] as JsonObject), name: 'Edited here' } },
      };
      expect(canonicalJson(after)).toBe(canonicalJson(expected as JsonObject));
      expect(Date.parse(String(after.modified))).toBeGreaterThan(Date.parse(String(document.modified)));
    }),
    { numRuns: 60, seed: 7 },
  );
}, 60_000);

test('a translation added here leaves as our extension and is read back from it', () => {
  const document = plain();
  const { playbook, steps } = imported(document);
  const action = steps.find((state) => viewOf(stepDeclaration, state).kind === 'action') as RecordState;
  let states = edited([playbook, ...steps], playbook.id, { 'title.ar': 'عنوان' });
  states = edited(states, action.id, { 'name.ar': 'خطوة', 'who.en': 'Shift leader', 'who.ar': 'قائد المناوبة' });
  const parts = splitStates(states);
  const exported = cacaoOf(parts.playbook, parts.steps);
  expect(exported.problems).toEqual([]);
  expect(Object.keys(exported.document.extension_definitions as JsonObject)).toEqual([extensionId]);
  const again = imported(exported.document);
  expect(viewOf(playbookDeclaration, again.playbook).title).toEqual({ en: 'The name of the playbook', ar: 'عنوان' });
  const step = again.steps.map((state) => viewOf(stepDeclaration, state)).find((each) => each.kind === 'action');
  expect(step?.name).toEqual({ en: 'The step', ar: 'خطوة' });
  expect(step?.who).toEqual({ en: 'Shift leader', ar: 'قائد المناوبة' });
});

test('a changed marking is written as the standard has it, and the old one leaves', () => {
  const { playbook, steps } = imported(plain());
  const red = edited([playbook, ...steps], playbook.id, { marking: 'TLP:RED' });
  const parts = splitStates(red);
  const document = cacaoOf(parts.playbook, parts.steps).document;
  expect(cacaoOf(parts.playbook, parts.steps).problems).toEqual([]);
  const again = imported(document);
  expect(viewOf(playbookDeclaration, again.playbook).marking).toBe('TLP:RED');
  const green = splitStates(edited([again.playbook, ...again.steps], again.playbook.id, { marking: 'TLP:GREEN' }));
  expect(JSON.stringify(cacaoOf(green.playbook, green.steps).document)).not.toContain('TLP:RED');
});

test('checks, laws by jurisdiction, references and another playbook leave and are read back', () => {
  const { playbook, steps } = imported(plain());
  const action = steps.find((state) => viewOf(stepDeclaration, state).kind === 'action') as RecordState;
  const jurisdictions = [{ jurisdiction: 'Varenia', basis: 'Police Act, art. 22' }];
  const references = [{ name: 'Joint order', url: 'https://example.org/order' }];
  const said = {
    'authorityCondition.en': 'At night only.',
    'proportionality.en': 'No more than is needed.',
    'rights.ar': 'حقوق المارة',
    'evidence.en': 'Keep the recording.',
  };
  const parts = splitStates(edited([playbook, ...steps], action.id, { ...said, jurisdictions, references }));
  const exported = cacaoOf(parts.playbook, parts.steps);
  expect(exported.problems).toEqual([]);
  const again = imported(exported.document).steps.map((state) => viewOf(stepDeclaration, state));
  expect(again.find(({ kind }) => kind === 'action')).toMatchObject({
    authorityCondition: { en: 'At night only.' },
    proportionality: { en: 'No more than is needed.' },
    rights: { ar: 'حقوق المارة' },
    evidence: { en: 'Keep the recording.' },
    jurisdictions,
    references,
  });
  expect(again.some(({ extra }) => extra !== undefined)).toBe(false);
});

test('a step of an earlier edition, which kept its references and its playbook aside, leaves with them until they change', () => {
  const { playbook, steps } = imported(plain());
  const action = steps.find((state) => viewOf(stepDeclaration, state).kind === 'action') as RecordState;
  const carried = { external_references: [{ name: 'Order', source: 'Gazette' }], playbook_id: 'playbook--1' };
  const before = edited([playbook, ...steps], action.id, { extra: carried });
  const workflowOf = (states: readonly RecordState[]) => {
    const parts = splitStates(states);
    return JSON.stringify(cacaoOf(parts.playbook, parts.steps).document.workflow);
  };
  expect(workflowOf(before)).toContain('"external_references":[{"name":"Order","source":"Gazette"}]');
  expect(workflowOf(before)).toContain('"playbook_id":"playbook--1"');
  const after = edited(before, action.id, { playbookId: 'playbook--2', extra: null });
  expect(workflowOf(after)).toContain('"playbook_id":"playbook--2"');
  expect(workflowOf(after)).not.toContain('external_references');
});

function plain(): JsonObject {
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: 'playbook--00000000-0000-4000-8000-000000000001',
    name: 'The name of the playbook',
    created_by: 'identity--00000000-0000-4000-8000-000000000002',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    workflow_start: 'start--00000000-0000-4000-8000-000000000003',
    workflow: {
      'start--00000000-0000-4000-8000-000000000003': {
        type: 'start',
        on_completion: 'action--00000000-0000-4000-8000-000000000004',
      },
      'action--00000000-0000-4000-8000-000000000004': {
        type: 'action',
        name: 'The step',
        commands: [{ type: 'manual', command: 'Do it.' }],
        agent: 'group--00000000-0000-4000-8000-000000000006',
        on_completion: 'end--00000000-0000-4000-8000-000000000005',
      },
      'end--00000000-0000-4000-8000-000000000005': { type: 'end' },
    },
    agent_definitions: { 'group--00000000-0000-4000-8000-000000000006': { type: 'group', name: 'Duty shift' } },
  };
}

test('what centres may do to a step is carried in our extension, and comes back from it', () => {
  const { playbook, steps } = imported(fc.sample(playbookArbitrary, { numRuns: 1, seed: 6 })[0] as JsonObject);
  const words = { adaptable: ['notes', 'replace:who'] };
  const states = edited([playbook, ...steps], (steps[0] as RecordState).id, words);
  const { document } = cacaoOf(...(Object.values(splitStates(states)) as [RecordState, RecordState[]]));
  const again = imported(document).steps.map((state) => viewOf(stepDeclaration, state).adaptable);
  expect(again).toContainEqual(words.adaptable);
});
