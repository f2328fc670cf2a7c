import { expect, test } from 'vitest';
import { playbook } from '../playbook.ts';
import type { Head, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { person } from '../training/person.ts';
import { session } from '../training/session.ts';
import { searchDocumentOf } from './search-document.ts';

const head = (value: Head['value'], kind: Head['kind'] = 'set'): Head[] => [
  { id: `op-${JSON.stringify(value)}`, kind, value, lamport: 1, wall: 0, author: 'a', device: 'd' },
];
const state = (type: string, fields: RecordState['fields']): RecordState => ({
  scope: 's',
  type,
  id: `${type}-1`,
  fields,
  missing: [],
});

test('takes the searched fields in every language, titles heavier than bodies', () => {
  const document = searchDocumentOf(
    playbook,
    state('playbook', {
      '@exists': head(null, 'create'),
      'title.en': head('Cordon'),
      'description.ar': head('نص'),
      labels: head(['station', 'bag']),
      createdBy: head('identity--1'),
    }),
  );
  expect(document?.owner).toBe('playbook-1');
  expect(document?.texts).toEqual([
    { field: 'title.en', text: 'Cordon', weight: 'title', isName: false },
    { field: 'description.ar', text: 'نص', weight: 'body', isName: false },
    { field: 'labels', text: 'station · bag', weight: 'label', isName: false },
  ]);
});

test('a step leads to its playbook, a session with a screen of its own to itself', () => {
  const fields = { '@exists': head(null, 'create'), playbook: head('playbook-1'), 'name.en': head('Log') };
  const document = searchDocumentOf(step, state('step', fields));
  expect([document?.owner, document?.texts[0]?.weight]).toEqual(['playbook-1', 'part']);
  const taught = { '@exists': head(null, 'create'), course: head('course-1'), reference: head('TR-26-031') };
  const found = searchDocumentOf(session, state('session', taught));
  expect([found?.owner, found?.texts[0]?.weight]).toEqual(['session-1', 'title']);
});

test('the name of a person is one across scripts', () => {
  const fields = { '@exists': head(null, 'create'), name: head('Антон'), organisation: head('Tolmara') };
  expect(searchDocumentOf(person, state('person', fields))?.texts).toEqual([
    { field: 'name', text: 'Антон', weight: 'title', isName: true },
    { field: 'organisation', text: 'Tolmara', weight: 'label', isName: false },
  ]);
});

test('a record with a screen is an owner of hits even when it says nothing itself', () => {
  expect(searchDocumentOf(playbook, state('playbook', { '@exists': head(null, 'create') }))?.texts).toEqual([]);
});

test('a deleted record is not searched', () => {
  const fields = { '@exists': head({ seen: ['op-"Log"'] }, 'delete'), 'name.en': head('Log') };
  expect(searchDocumentOf(step, state('step', fields))).toBeNull();
});
