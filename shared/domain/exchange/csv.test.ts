import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../roster-import/read-csv.ts';
import { csvRow, safeText, textOfSafe } from './csv.ts';

test.each(['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u200e=1', "'=1", '\n@x'])(
  'the text %j can be no formula',
  (text) => {
    expect(safeText(text)).toBe(`'${text}`);
    expect(textOfSafe(safeText(text))).toBe(text);
  },
);

test.each(['Amal', 'أمل', '1=1', 'a-b', '', "O'Neill", '2026-11-23'])('the text %j is left as it is', (text) => {
  expect(safeText(text)).toBe(text);
});

test('whatever people wrote is read back, and no cell begins as a formula does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '=', '-', '@', "'", '"', ',', '\n', 'ش', '\u200e', '＋') });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const row = csvRow(['x', ...cells]);
      const [read] = readCsv(row, ',').rows;
      const back = (read?.cells ?? []).map(textOfSafe);
      expect(back.map((cell) => cell.trim())).toEqual(['x', ...cells].map((cell) => cell.trim()));
      for (const cell of read?.cells ?? []) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
  );
});

test('numbers are numbers, nothing is an empty cell', () => {
  expect(csvRow([-5, 1.5, true, null])).toBe('-5,1.5,true,\r\n');
});
