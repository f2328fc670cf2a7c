/** XLSX files for tests, as small as they can be. */
import { strToU8, zipSync } from 'fflate';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

/** Styles by number: 0 plain, 1 a date, 2 a time, 3 both, 4 money that only looks like months. */
const styles = `${head}<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="#,##0 &quot;d.m.&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

/** A cell: words, a number, or a number with a style. */
export type XlsxCell = string | number | { readonly value: number; readonly style: number } | null;

export interface XlsxOptions {
  /** `A2:A4` */
  readonly merges?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
  /** The texts of the workbook as XML, instead of inline ones. */
  readonly before?: string;
}

/** The bytes of a workbook with these tables; a row may begin at any column with nulls before it. */
export function xlsxFile(
  sheets: Readonly<Record<string, readonly (readonly XlsxCell[])[]>>,
  { merges = [], more = {}, before = '' }: XlsxOptions = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const listed = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('');
  const targets = names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`);
  const files: Record<string, string> = {
    'xl/workbook.xml': `${head}${before}<workbook ${main} ${relations}><sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.join('')}</Relationships>`,
    'xl/styles.xml': styles,
    ...more,
  };
  for (const [at, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map(
      (cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, column, row)).join('')}</row>`,
    );
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `${head}<worksheet ${main}><sheetData>${rows.join('')}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])), {
    mtime: Date.UTC(2026, 0, 1),
  });
}

function cellXml(cell: XlsxCell, column: number, row: number): string {
  const place = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  const { value, style } = typeof cell === 'number' ? { value: cell, style: 0 } : cell;
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}
