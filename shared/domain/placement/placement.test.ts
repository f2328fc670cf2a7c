import { expect, test } from 'vitest';
import { readCalendar } from '../../../test/support/read-calendar.ts';
import { utf8 } from '../../base/bytes.ts';
import { agreedTypes } from '../agreement/agreed-types.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { erasedRecordsOf, isPersonal } from '../erasure/erasure.ts';
import { policyTable } from '../policy/policy-table.ts';
import { declarationOf } from '../records.ts';
import { placement } from './placement.ts';
import { placementCalendar } from './placement-calendar.ts';
import { placementRow, placementRows } from './placement-row.ts';
import { placementState, reportDueOf } from './placement-standing.ts';
import { placementTable } from './placement-table.ts';

const days = {
  start: '2026-03-01',
  end: '2026-03-20',
  reportDue: undefined,
  reportedOn: undefined,
  calledOff: undefined,
} as const;
const entry = (id: string, values: CatalogueEntry['values']): CatalogueEntry => ({
  id,
  scope: 's',
  type: 'placement',
  parent: 'ana',
  values: { person: 'ana', ...values },
  deleted: false,
  conflicts: 0,
  behind: [],
  changedAt: 0,
});

test('[PC2] how a placement stands is told from its days', () => {
  const on = (today: string, more: object = {}) => placementState({ ...days, ...more }, today);
  expect(on('2026-02-28')).toBe('planned');
  expect(on('2026-03-01')).toBe('under-way');
  expect(on('2026-03-20')).toBe('under-way');
  expect(on('2026-03-21')).toBe('ended');
  expect(on('2026-04-18')).toBe('ended');
  expect(on('2026-04-19')).toBe('report-due');
  expect(on('2026-04-19', { reportDue: '2026-05-01' })).toBe('ended');
  expect(on('2026-05-01', { reportDue: '2026-05-01' })).toBe('report-due');
  expect(on('2030-01-01', { end: undefined })).toBe('under-way');
  expect(on('2030-01-01', { start: undefined })).toBe('planned');
});

test('[PC2] what is recorded stands before what the days say', () => {
  const reported = { ...days, reportedOn: '2026-03-25' };
  expect(placementState(reported, '2026-06-01')).toBe('reported');
  expect(placementState({ ...reported, calledOff: '2026-03-02' }, '2026-06-01')).toBe('called-off');
});

test('[PC3] a report is due thirty days after the last one unless another day is said', () => {
  expect(reportDueOf(days)).toBe('2026-04-19');
  expect(reportDueOf({ ...days, end: '2028-02-28' })).toBe('2028-03-29');
  expect(reportDueOf({ ...days, reportDue: '2026-03-30' })).toBe('2026-03-30');
  expect(reportDueOf({ ...days, end: undefined })).toBeNull();
});

test('[PC5] whoever was placed may be of any role that works; it flows with people and not with sessions', () => {
  expect(policyTable['placement']?.create).toEqual(['trainer', 'coordinator', 'steward']);
  expect(policyTable['placement']?.edit).toContain('investigator');
  expect(policyTable['placement']?.edit).not.toContain('guest');
  expect(agreedTypes('person')).toContain('placement');
  expect(agreedTypes('session')).not.toContain('placement');
});

test('[PC6] an erasure takes purpose, report and why it was called off in every language, and leaves the rest', () => {
  const keys = [
    'person',
    'kind',
    'home',
    'host',
    'purpose.en',
    'purpose.ar',
    'report.ru',
    'lessons.ru',
    'calledOffWhy',
  ];
  const fields = Object.fromEntries(keys.map((key) => [key, []]));
  const state = { id: 'p', scope: 's', type: placement.type, fields, missing: [] };
  const taken = erasedRecordsOf([state], { declarationOf });
  expect(taken).toEqual([{ id: 'p', type: 'placement', fields: ['purpose', 'report', 'calledOffWhy'] }]);
  expect(isPersonal(taken, { declarationOf })).toBe(true);
  expect(isPersonal([{ id: 'p', type: 'placement', fields: ['lessons'] }], { declarationOf })).toBe(false);
});

test('[PC7] a list has what waits for a report first and what is over last, the latest first', () => {
  const rows = placementRows(
    [
      entry('old', { start: '2025-01-01', end: '2025-02-01', reportedOn: '2025-02-10' }),
      entry('late', { start: '2026-01-01', end: '2026-01-20' }),
      entry('next', { start: '2026-09-01', end: '2026-09-20' }),
      entry('later', { start: '2026-10-01', end: '2026-10-20' }),
      entry('done', { start: '2026-01-01', end: '2026-02-01', reportedOn: '2026-02-10' }),
      entry('on', { start: '2026-06-01', end: '2026-06-20' }),
    ],
    '2026-06-10',
  );
  expect(rows.map(({ id }) => id)).toEqual(['late', 'on', 'next', 'later', 'done', 'old']);
});

test('[PC7] the table says who, where, when and how it stands; a calendar has whole days under the mark of the placement', () => {
  const { start, end } = days;
  const values = {
    start,
    end,
    kind: 'exchange',
    host: 'Perrin; Lakes',
    competencies: ['A', 'B'],
    marking: 'TLP:GREEN',
  };
  const row = placementRow(
    entry('0190f000-0000-7000-8000-00000000c0a1', { ...values, 'purpose.en': 'Secret' }),
    '2026-03-02',
  );
  const heading = (name: string) => name.toUpperCase();
  const names = ['reference', 'person', 'kind', 'state', 'home', 'host', 'start', 'end', 'competencies'] as const;
  const more = ['reportDue', 'reportedOn', 'calledOff', 'marking'] as const;
  const { columns, rows } = placementTable([row], {
    headings: Object.fromEntries([...names, ...more].map((name) => [name, heading(name)])) as never,
    personOf: () => 'Ana',
    kindOf: ({ kind }) => kind ?? '',
    stateOf: ({ state }) => state,
    listOf: (list) => list.join(' and '),
  });
  expect(columns.map((column) => column.heading)).toEqual([...names, ...more].map(heading));
  expect(rows).toEqual([
    [
      ...[null, 'Ana', 'exchange', 'under-way', null, 'Perrin; Lakes', '2026-03-01', '2026-03-20', 'A and B'],
      ...['2026-04-19', null, null, 'TLP:GREEN'],
    ],
  ]);
  const title = { text: 'Exchange · Ana', lang: 'en' };
  const off = placementRow(entry('off', { ...values, calledOff: '2026-02-01' }), '2026-03-02');
  const undated = placementRow(entry('undated', {}), '2026-03-02');
  const [event, ...others] = readCalendar(
    utf8(
      placementCalendar(
        [
          { row, title },
          { row: off, title },
          { row: undated, title },
        ],
        0,
      ),
    ),
  );
  expect(others).toEqual([]);
  expect(event?.get('DTSTART')?.value).toBe('20260301');
  expect(event?.get('DTEND')?.value).toBe('20260321');
  expect([event?.get('SUMMARY')?.value, event?.get('LOCATION')?.value]).toEqual([title.text, 'Perrin; Lakes']);
  expect([event?.get('DESCRIPTION')?.value, event?.get('CLASS')?.value]).toEqual(['TLP:GREEN', 'PRIVATE']);
});
