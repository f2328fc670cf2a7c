/** A table as CSV (RFC 4180): UTF-8 that Excel knows by its mark, days as ISO writes them, no text that is a formula ([SH1], [SH2]). */
import { utf8 } from '../../base/bytes.ts';
import { byteOrderMark, csvRow } from '../exchange/csv.ts';
import type { OutTable } from './table-out.ts';

export function writeCsv({ columns, rows }: OutTable): Uint8Array {
  const lines = [csvRow(columns.map(({ heading }) => heading)), ...rows.map((cells) => csvRow(cells))];
  return utf8(byteOrderMark + lines.join(''));
}
