import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../../base/bytes.ts';
import { textOfSafe } from '../exchange/csv.ts';
import { walkXml } from '../outline/docx-parts.ts';
import { findRosterHeader } from '../roster-import/column-mapping.ts';
import { readTableFile } from './read-table-file.ts';
import { type OutCell, type OutTable, textColumn } from './table-out.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const columns = [
  textColumn('Name'),
  { heading: 'Half days', kind: 'number' },
  { heading: 'Until', kind: 'day' },
] as const;
const table = (rows: OutTable['rows'], more: Partial<OutTable> = {}): OutTable => ({
  title: 'Roster',
  columns,
  rows,
  isRightToLeft: false,
  marking: null,
  ...more,
});

/** The cells as this program itself reads them, without the headings. */
function readBack(name: string, bytes: Uint8Array): readonly (readonly string[])[] {
  const read = readTableFile({ name, bytes });
  if (!read.ok) throw new Error(read.failure.why);
  expect(findRosterHeader(read.value.tables[0]?.rows ?? [])).toBe(0);
  return (read.value.tables[0]?.rows ?? []).slice(1).map(({ cells }) => cells);
}
const partsOf = (file: Uint8Array) =>
  new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, textOfUtf8(bytes) ?? '']));

test('[SH1] CSV begins with the mark that Excel looks for, ends its lines as RFC 4180 says, and is read back', () => {
  const bytes = writeCsv(
    table([
      ['Valenko, "Igor"', 3, '2027-01-31'],
      ['أمل', null, null],
    ]),
  );
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(textOfUtf8(bytes.slice(3))).toBe('Name,Half days,Until\r\n"Valenko, ""Igor""",3,2027-01-31\r\nأمل,,\r\n');
  expect(readBack('roster.csv', bytes)).toEqual([
    ['Valenko, "Igor"', '3', '2027-01-31'],
    ['أمل', '', ''],
  ]);
});

test('[SH2] no text is a formula: CSV says so with an apostrophe, a workbook by the kind of its cell', () => {
  const rows = [['=HYPERLINK("http://x.invalid")', -3, '@x']];
  expect(textOfUtf8(writeCsv(table(rows)))).toContain('"\'=HYPERLINK(""http://x.invalid"")",-3,\'@x');
  const sheet = partsOf(writeXlsx(table(rows))).get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<c r="A2" s="3" t="inlineStr">');
  expect(readBack('roster.xlsx', writeXlsx(table(rows)))).toEqual([['=HYPERLINK("http://x.invalid")', '-3', '@x']]);
});

test('[SH3] numbers are numbers and days are days; what is no day stays text, and nothing is nothing', () => {
  const rows = [
    ['a', 2.5, '2027-01-31'],
    ['b', Number.NaN, '1899-12-31'],
    ['c', null, 'soon'],
  ];
  const sheet = partsOf(writeXlsx(table(rows))).get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).toContain('<c r="B2"><v>2.5</v></c><c r="C2" s="2"><v>46418</v></c>');
  expect(readBack('roster.xlsx', writeXlsx(table(rows)))).toEqual([
    ['a', '2.5', '2027-01-31'],
    ['b', '', '1899-12-31'],
    ['c', '', 'soon'],
  ]);
});

test('[SH4] the sheet runs from the right, keeps its headings, and carries the mark on every page', () => {
  const title = `'Roster: [x]/${'ك'.repeat(40)}`;
  const parts = partsOf(
    writeXlsx(table([['x', 1, null]], { title, isRightToLeft: true, marking: 'TLP:AMBER+STRICT' })),
  );
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).toContain('rightToLeft="1"');
  expect(sheet).toContain('<pane ySplit="1"');
  expect(sheet).toMatch(/<oddHeader>[^<]*TLP:AMBER\+STRICT<\/oddHeader><oddFooter>[^<]*TLP:AMBER\+STRICT<\/oddFooter>/);
  const name = /<sheet name="([^"]*)"/.exec(parts.get('xl/workbook.xml') ?? '')?.[1] ?? '';
  expect([name.startsWith('Roster x'), name.length <= 31]).toEqual([true, true]);
  const silent = { open() {}, close() {}, text() {} };
  for (const [path, xml] of parts) expect([path, walkXml(path, xml, silent)]).toEqual([path, null]);
  expect(partsOf(writeXlsx(table([]))).get('xl/worksheets/sheet1.xml')).not.toContain('rightToLeft');
});

test('[SH5] whatever people wrote is read back by this program’s own reader, from either', () => {
  const signs = fc.constantFrom(
    'a',
    '=',
    '-',
    "'",
    '"',
    ',',
    '\n',
    '&',
    '<',
    'ش',
    '\u200e',
    '_x0041_',
    '_',
    '名',
    '😀',
  );
  // Both readers take spaces off the ends of a cell, and leave out rows without any words.
  const text = fc.string({ unit: signs, maxLength: 8 }).map((each) => `x${each}x`);
  const cell = fc.oneof(text, fc.constant(null));
  const rows = fc.array(fc.tuple(text, fc.option(fc.integer({ min: -9, max: 9_999 })), cell), {
    minLength: 1,
    maxLength: 5,
  });
  const said = (cells: readonly OutCell[]) => cells.map((each) => (each === null ? '' : String(each)));
  const padded = (cells: readonly string[]) => [...cells, '', ''].slice(0, 3).map(textOfSafe);
  fc.assert(
    fc.property(rows, (made) => {
      for (const [name, bytes] of [
        ['t.csv', writeCsv(table(made))],
        ['t.xlsx', writeXlsx(table(made))],
      ] as const) {
        expect(readBack(name, bytes).map(padded)).toEqual(made.map(said));
      }
    }),
    { numRuns: 20 },
  );
});
