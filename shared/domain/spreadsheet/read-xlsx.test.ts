import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xlsxFile } from '../../../test/support/xlsx-file.ts';
import { readXlsx } from './read-xlsx.ts';

function rowsOf(bytes: Uint8Array) {
  const read = readXlsx(bytes);
  if (!read.ok) return read.failure.why;
  return read.value[0]?.rows.map(({ line, cells }) => [line, ...cells]);
}

test('texts, numbers, dates and times stand as they are meant; empty rows are left out and keep their numbers', () => {
  const bytes = xlsxFile({
    List: [
      ['No.', 'Time', 'كلمة'],
      [],
      [1, { value: 0.4465277777777778, style: 2 }, { value: 45_469, style: 1 }],
      [2.5, { value: 45_469.378_472_22, style: 3 }, { value: 1_200, style: 4 }],
    ],
  });
  expect(rowsOf(bytes)).toEqual([
    [1, 'No.', 'Time', 'كلمة'],
    [3, '1', '10:43', '2024-06-26'],
    [4, '2.5', '2024-06-26 09:05', '1200'],
  ]);
});

test('a merged cell counts for each of its rows that hold anything, and not for the columns beside it', () => {
  const rows = [['Phase', 'Event'], ['Alarm', 'One'], [null, 'Two'], [], ['Wide', null, 'x']];
  const read = readXlsx(xlsxFile({ List: rows }, { merges: ['A2:A4', 'A5:B5', 'A1:ZZ9999999', 'nonsense'] }));
  expect(read.ok && read.value[0]).toEqual({
    name: 'List',
    merged: 1,
    rows: [
      { line: 1, cells: ['Phase', 'Event'] },
      { line: 2, cells: ['Alarm', 'One'] },
      { line: 3, cells: ['Alarm', 'Two'] },
      { line: 5, cells: ['Wide', '', 'x'] },
    ],
  });
});

test('texts kept apart are joined from their runs, without how they are read aloud', () => {
  const strings =
    '<sst><si><r><t>Two </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>ツー</t></rPh></si><si><t>next</t></si></sst>';
  const sheet =
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>';
  const more = { 'xl/sharedStrings.xml': strings, 'xl/worksheets/sheet1.xml': sheet };
  // what is not the first table of the book's own list is taken by its path
  expect(rowsOf(withParts(more))).toEqual([[1, 'Two runs', 'next']]);
});

/** A workbook whose parts are these. */
function withParts(more: Readonly<Record<string, string>>): Uint8Array {
  const relations = '<Relationships><Relationship Id="r1" Target="/xl/worksheets/sheet1.xml"/></Relationships>';
  const book = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>';
  return xlsxFile({}, { more: { 'xl/workbook.xml': book, 'xl/_rels/workbook.xml.rels': relations, ...more } });
}

test('several tables are given by name, those without a word are not', () => {
  const read = readXlsx(xlsxFile({ Empty: [[]], Notes: [['x']], 'Event list': [['y']] }));
  expect(read.ok && read.value.map(({ name }) => name)).toEqual(['Notes', 'Event list']);
});

test('what is no workbook, is cut off, names entities, or carries programs is refused, and says which', () => {
  const whole = xlsxFile({ List: [['x']] });
  expect(rowsOf(new TextEncoder().encode('No,Time\n1,10:43\n'))).toBe('not-xlsx');
  expect(rowsOf(whole.slice(0, whole.length - 30))).toBe('damaged');
  expect(rowsOf(xlsxFile({ List: [['x']] }, { before: '<!DOCTYPE x [<!ENTITY a "b">]>' }))).toBe('damaged');
  expect(rowsOf(xlsxFile({ List: [['x']] }, { more: { 'xl/vbaProject.bin': 'x' } }))).toBe('macros');
  const far = '<worksheet><sheetData><row r="9999999"><c r="A9999999"><v>1</v></c></row></sheetData></worksheet>';
  expect(rowsOf(withParts({ 'xl/worksheets/sheet1.xml': far }))).toBe('too-large');
});

test('whatever bytes are changed, a workbook is read or refused', () => {
  const whole = xlsxFile(
    {
      List: [
        ['No.', 'Time'],
        [1, { value: 0.5, style: 2 }],
      ],
    },
    { merges: ['A1:A2'] },
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        expect(typeof readXlsx(bytes).ok).toBe('boolean');
      },
    ),
  );
});
