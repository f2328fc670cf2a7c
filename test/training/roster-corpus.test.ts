import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { plainName } from '../../shared/domain/names/name-key.ts';
import {
  type ColumnMapping,
  findRosterHeader,
  namesSomebody,
  suggestMapping,
} from '../../shared/domain/roster-import/column-mapping.ts';
import { decodeText } from '../../shared/domain/roster-import/decode-text.ts';
import { draftsOfRows } from '../../shared/domain/roster-import/drafts-of-plan.ts';
import { planRoster } from '../../shared/domain/roster-import/plan-roster.ts';
import { readCsv } from '../../shared/domain/roster-import/read-csv.ts';
import { bodyOf } from '../../shared/domain/spreadsheet/header-row.ts';
import { readTableFile } from '../../shared/domain/spreadsheet/read-table-file.ts';
import { corpusFiles, corpusFolder } from '../cacao/corpus.ts';
import { seeded } from '../sim/seeded.ts';
import { hiddenMarkNames, uglyRosters } from './ugly-rosters.ts';

/** Judges a file as the screen does, and makes the drafts of it; the first column is the name where no heading says so. */
function judged(bytes: Uint8Array) {
  const read = readTableFile({ name: 'table', bytes });
  const table = read.ok ? read.value.tables[0] : undefined;
  if (table === undefined) throw new Error('No table was read');
  const { headings, rows: body } = bodyOf(table, findRosterHeader(table.rows));
  const suggested = suggestMapping(headings);
  const mapping: ColumnMapping = namesSomebody(suggested)
    ? suggested
    : suggested.map((role, column) => (column === 0 ? 'name' : role));
  const plan = planRoster(body, mapping, { persons: [], roster: [] });
  const place = {
    scope: 's',
    session: 'tr',
    clock: { now: () => 1_700_000_000_000 },
    random: seeded(3),
    states: new Map(),
    accepted: new Set<number>(),
    enrolled: new Set<string>(),
  };
  return { body, plan, mapping, drafts: draftsOfRows(plan.rows, place) };
}

/** Every row has its line and one verdict, and every row that is taken is made whole. */
function expectWhole({ body, plan, drafts }: ReturnType<typeof judged>): void {
  expect(plan.rows.map(({ line }) => line)).toEqual(body.map(({ line }) => line));
  expect(Object.values(plan.counts).reduce((sum, count) => sum + count, 0)).toBe(body.length);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  const creates = drafts.value.filter(({ kind }) => kind === 'create');
  expect(creates.filter(({ type }) => type === 'person')).toHaveLength(plan.counts.new);
  expect(creates.filter(({ type }) => type === 'enrolment')).toHaveLength(plan.counts.new);
}

const corpus = corpusFiles('training-csv').filter(({ name }) => name.endsWith('.csv'));
const nameFiles = corpusFiles('names').filter(({ name }) => name.endsWith('.json'));

test('the corpus of other people’s tables is there, or it is said that it is not', () => {
  if (corpusFolder === null) process.stdout.write('No corpus beside the project: its tables are not tried here.\n');
  expect(corpus.length > 0).toBe(corpusFolder !== null);
});

test('every table of the corpus is read to its last row, each with a verdict, and nothing by halves', () => {
  for (const { bytes } of corpus) expectWhole(judged(bytes));
});

test('names of many languages are kept letter by letter, and found again as the same', () => {
  for (const { bytes } of nameFiles) {
    const names = namesIn(JSON.parse(decodeText(bytes).text) as unknown).slice(0, 300);
    const table = utf8(`Name\n${names.map((name) => `"${name.replaceAll('"', '""')}"`).join('\n')}`);
    const { plan } = judged(table);
    expect(plan.counts.refused).toBe(0);
    expect(plan.rows.map(({ values }) => values.name)).toEqual(names);
    const again = planRoster(readCsv(decodeText(table).text).rows.slice(1), ['name'], {
      persons: plan.rows
        .filter(({ verdict }) => verdict === 'new')
        .map(({ values }, at) => ({ ...values, id: `p${at}`, sameAs: null, notSameAs: [] })),
      roster: [],
    });
    expect(again.counts.new).toBe(0);
  }
});

/** Every text in a file of names, whatever its shape, that has a letter in it. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return plainName(value) === '' ? [] : [value.trim()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}

test.each(uglyRosters)('$what', ({ bytes, verdicts, notes, names }) => {
  const result = judged(bytes);
  expectWhole(result);
  expect(result.plan.rows.map(({ verdict }) => verdict)).toEqual(verdicts);
  expect(result.plan.rows.flatMap((row) => row.notes.map(({ kind }) => kind))).toEqual(notes);
  if (names) expect(result.plan.rows.map(({ values }) => values.name)).toEqual(names);
});

test('bidi and invisible marks are no part of who somebody is, and stay in the name to be seen', () => {
  const { plan } = judged(utf8(`Name\n${hiddenMarkNames.join('\n')}\n`));
  expect(plan.rows[0]?.verdict).toBe('new');
  expect(plan.rows.slice(1).map(({ verdict }) => verdict)).toEqual(hiddenMarkNames.slice(1).map(() => 'repeated'));
  expect(plan.rows.map(({ values }) => values.name)).toEqual(hiddenMarkNames);
});
