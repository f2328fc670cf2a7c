/**
 * A table as a workbook of one sheet (ECMA-376): texts as texts, numbers as numbers, days as days ([SH3]); headings that stay in
 * sight and on every page, the mark at its top and foot, columns from the right where the language runs so ([SH4]). The same
 * table gives the same bytes.
 */
import {
  contentTypesXml,
  officePackage,
  officeRelations,
  relationsXml,
  xmlDeclaration,
  xmlText,
} from '../outline/office-package.ts';
import type { TlpLevel } from '../tlp.ts';
import { escapedText } from './escaped-text.ts';
import type { ColumnKind, OutCell, OutTable } from './table-out.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function writeXlsx(table: OutTable): Uint8Array {
  return officePackage({
    '[Content_Types].xml': contentTypesXml({
      'xl/workbook.xml': `${sheetType}.sheet.main`,
      'xl/worksheets/sheet1.xml': `${sheetType}.worksheet`,
      'xl/styles.xml': `${sheetType}.styles`,
    }),
    '_rels/.rels': relationsXml([{ kind: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': workbookXml(sheetName(table.title)),
    'xl/_rels/workbook.xml.rels': relationsXml([
      { kind: 'worksheet', target: 'worksheets/sheet1.xml' },
      { kind: 'styles', target: 'styles.xml' },
    ]),
    'xl/worksheets/sheet1.xml': sheetXml(table),
    'xl/styles.xml': stylesXml,
  });
}

/** The first row is printed on every page. */
function workbookXml(name: string): string {
  const titles = `'${xmlText(name.replaceAll("'", "''"))}'!$1:$1`;
  return `${xmlDeclaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><bookViews><workbookView/></bookViews><sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${titles}</definedName></definedNames></workbook>`;
}

/** What Excel takes for the name of a sheet: 31 signs, none of which it uses itself. */
function sheetName(title: string): string {
  const name = title
    .replace(/[[\]:*?/\\\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .replace(/^[\s']+|[\s'\ud800-\udfff]+$/g, '');
  return name === '' ? 'Waypost' : name;
}

/** Cells by their style. A cell of the format `@` stays a text though somebody goes into it and presses Enter. */
const styles = { plain: 0, heading: 1, day: 2, text: 3 } as const;
const stylesXml = `${xmlDeclaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="49" fontId="1" applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function sheetXml(table: OutTable): string {
  const { columns, rows, isRightToLeft, marking } = table;
  const view = `<sheetViews><sheetView workbookViewId="0"${isRightToLeft ? ' rightToLeft="1"' : ''}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  const head = columns.map(({ heading }, at) => textCell(heading, placeOf(at, 0), styles.heading)).join('');
  const body = rows.map((cells, row) => {
    const each = cells.map((cell, at) => cellXml(cell, columns[at]?.kind ?? 'text', placeOf(at, row + 1)));
    return `<row r="${row + 2}">${each.join('')}</row>`;
  });
  const setup = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>';
  return `${xmlDeclaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${view}${widthsXml(table)}<sheetData><row r="1">${head}</row>${body.join('')}</sheetData>${setup}${markXml(marking)}</worksheet>`;
}

/** Wide enough for most of what stands in a column, and never wider than a screen holds several of. */
function widthsXml({ columns, rows }: OutTable): string {
  const widths = columns.map(({ heading }, at) => {
    const longest = rows.reduce((most, cells) => Math.max(most, String(cells[at] ?? '').length), 0);
    return Math.min(Math.max(longest, Math.ceil(heading.length / 2), 8) + 2, 48);
  });
  if (widths.length === 0) return '';
  return `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;
}

/** TLP 2.0: the mark at the top and the foot of every page, at the right. */
function markXml(marking: TlpLevel | null): string {
  if (marking === null) return '';
  const line = `&amp;R&amp;"-,Bold"&amp;12${marking}`;
  return `<headerFooter><oddHeader>${line}</oddHeader><oddFooter>&amp;P / &amp;N${line}</oddFooter></headerFooter>`;
}

function cellXml(cell: OutCell, kind: ColumnKind, place: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : '';
  }
  const day = kind === 'day' ? serialDay(cell) : null;
  return day === null ? textCell(cell, place, styles.text) : `<c r="${place}" s="${styles.day}"><v>${day}</v></c>`;
}

function textCell(text: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(escapedText(text))}</t></is></c>`;
}

/** The number of a day since 1900; null before March of that year, where spreadsheets count a day that never was. */
function serialDay(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const day = (at - Date.UTC(1899, 11, 30)) / 86_400_000;
  return day < 61 ? null : day;
}

/** `AB12` of a column and a row from nought. */
function placeOf(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
