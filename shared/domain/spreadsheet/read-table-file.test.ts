import { expect, test } from 'vitest';
import { xlsxFile } from '../../../test/support/xlsx-file.ts';
import { utf8 } from '../../base/bytes.ts';
import { findRosterHeader } from '../roster-import/column-mapping.ts';
import { bodyOf } from './header-row.ts';
import { readTableFile } from './read-table-file.ts';

function read(name: string, bytes: Uint8Array) {
  const result = readTableFile({ name, bytes });
  return result.ok ? result.value : result.failure.why;
}

test('what a file is its bytes say, and not its name', () => {
  const workbook = xlsxFile({ A: [['Name'], ['Igor']], B: [['x']] });
  expect(read('roster.csv', workbook)).toMatchObject({ tables: [{ name: 'A' }, { name: 'B' }], decoded: null });
  const text = read('roster.txt', utf8('Name;Role\nIgor;x\n'));
  expect(text).toMatchObject({ tables: [{ name: 'roster.txt', merged: 0 }], decoded: { encoding: 'utf-8' } });
});

test('what is neither is refused, and says which', () => {
  expect(read('empty.csv', new Uint8Array())).toBe('too-large');
  expect(read('no-rows.csv', utf8('\n,\n'))).toBe('no-rows');
  expect(read('no-rows.xlsx', xlsxFile({ A: [[]] }))).toBe('no-rows');
  expect(read('not-one.xlsx', utf8('Name\nIgor\n'))).toBe('not-xlsx');
  expect(read('old.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3))).toBe('old-workbook');
  expect(
    read(
      'photo.csv',
      Uint8Array.from({ length: 600 }, (_, at) => (at * 7) % 256),
    ),
  ).toBe('not-xlsx');
});

test('a text read in the wrong encoding is shown all the same when somebody chose it', () => {
  const wide = Uint8Array.from([...'Name\nIgor\n'].flatMap((sign) => [sign.charCodeAt(0), 0]));
  const chosen = readTableFile({ name: 'r.csv', bytes: wide }, 'utf-8');
  expect(chosen.ok && chosen.value.decoded?.certainty).toBe('chosen');
});

test('the headings of a roster are found under a title, and a table without any is a list from its first row', () => {
  const rows = [['Course of May'], ['Participant', 'Rank'], ['Igor', 'Captain'], ['Name', 'x', 'y']].map(
    (cells, at) => ({
      line: at + 1,
      cells,
    }),
  );
  expect(findRosterHeader(rows)).toBe(1);
  expect(findRosterHeader(rows.slice(2, 3))).toBe(0);
  expect(bodyOf({ rows }, 1)).toEqual({ headings: ['Participant', 'Rank'], rows: rows.slice(2) });
  expect(bodyOf({ rows }, 1, 'unnamed').headings).toEqual(['Participant', 'Rank', '']);
  expect(bodyOf({ rows }, null).headings).toEqual(['', '', '']);
});
