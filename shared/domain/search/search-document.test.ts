import { expect, test } from 'vitest';
import { playbook } from '../playbook.ts';
import type { Head, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
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
    { field: 'title.en', text: 'Cordon', weight: 15 },
    { field: 'description.ar', text: 'نص', weight: 1 },
    { field: 'labels', text: 'station bag', weight: 6 },
  ]);
});

test('a step leads to its playbook', () => {
  const fields = { '@exists': head(null, 'create'), playbook: head('playbook-1'), 'name.en': head('Log') };
  expect(searchDocumentOf(step, state('step', fields))?.owner).toBe('playbook-1');
});

test('a deleted record is not searched', () => {
  const fields = { '@exists': head({ seen: ['op-"Log"'] }, 'delete'), 'name.en': head('Log') };
  expect(searchDocumentOf(step, state('step', fields))).toBeNull();
});
