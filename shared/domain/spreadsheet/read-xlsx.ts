/**
 * Reads the tables of an XLSX that anybody may have made: texts as they stand, dates and times as ISO writes them, a merged
 * cell in each of its rows. Nothing is computed, fetched or run; what a formula last gave is taken as it is.
 */
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { readZip, type ZipEntry } from '../exchange/zip-reader.ts';
import { readSheet, type SheetTable } from './read-sheet.ts';
import { readStyles } from './serial-dates.ts';
import { PartFailure, walkPart } from './walk-part.ts';

export interface Sheet extends SheetTable {
  readonly name: string;
}

/** `not-xlsx`: something else; `damaged`: cut off or not what it says; `too-large`; `macros`: a workbook that carries programs. */
export type XlsxFailure = Failure<'xlsx-unreadable'> & {
  readonly why: 'not-xlsx' | 'damaged' | 'too-large' | 'macros';
};

const unreadable = (why: XlsxFailure['why']) => fail<XlsxFailure>({ kind: 'xlsx-unreadable', why });

/** More tables than anybody chooses from. */
const sheetLimit = 50;

type Parts = ReadonlyMap<string, ZipEntry>;

/** The tables of a workbook that hold anything, in its order. */
export function readXlsx(bytes: Uint8Array): Result<readonly Sheet[], XlsxFailure> {
  const zip = readZip(bytes);
  if (!zip.ok) return unreadable(zip.failure.why === 'cut-off' ? 'damaged' : 'not-xlsx');
  const parts = zip.value;
  if (!parts.has('xl/workbook.xml')) return unreadable('not-xlsx');
  if (parts.has('xl/vbaProject.bin')) return unreadable('macros');
  try {
    const book = readBook(parts);
    const strings = readStrings(parts);
    const isDate = readStyles(walkPart(parts, 'xl/styles.xml'));
    const sheets: Sheet[] = [];
    for (const { name, path } of book.sheets.slice(0, sheetLimit)) {
      const table = readSheet(walkPart(parts, path), { strings, isDate, is1904: book.is1904 });
      if (table === 'too-large') return unreadable('too-large');
      if (table.rows.length > 0) sheets.push({ name, ...table });
    }
    return ok(sheets);
  } catch (error) {
    if (error instanceof PartFailure) return unreadable(error.why);
    throw error;
  }
}

const nothing = () => {};

interface Book {
  readonly is1904: boolean;
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
}

function readBook(parts: Parts): Book {
  const targets = new Map<string, string>();
  walkPart(
    parts,
    'xl/_rels/workbook.xml.rels',
  )({
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target);
    },
    close: nothing,
    text: nothing,
  });
  const sheets: { name: string; path: string }[] = [];
  let is1904 = false;
  walkPart(
    parts,
    'xl/workbook.xml',
  )({
    open: (tag, { name = '', id = '', date1904 = '' }) => {
      if (tag === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
      if (tag !== 'sheet') return;
      const target = targets.get(id) ?? '';
      sheets.push({ name, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` });
    },
    close: nothing,
    text: nothing,
  });
  return { is1904, sheets };
}

/** The texts that cells name by number, without how they are read aloud in Japanese. */
function readStrings(parts: Parts): readonly string[] {
  const strings: string[] = [];
  let words: string | null = null;
  let isText = false;
  let isPhonetic = false;
  walkPart(
    parts,
    'xl/sharedStrings.xml',
  )({
    open: (name) => {
      if (name === 'si') words = '';
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = true;
    },
    close: (name) => {
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
      if (name !== 'si') return;
      strings.push(words ?? '');
      words = null;
    },
    text: (text) => {
      if (words !== null && isText && !isPhonetic) words += text;
    },
  });
  return strings;
}
