/**
 * DOCX (ECMA-376) as far as a playbook needs it: headings by style or outline level, numbered lists, tables as lines, text.
 * Macros are refused; what was deleted under tracked changes is not read. Never throws on input.
 */
import { type Reason, reason } from '../cacao/reason.ts';
import { readZip, type ZipEntry } from '../exchange/zip-reader.ts';
import { partText, walkXml } from './docx-parts.ts';
import { type Lists, listOf, rankOf, readLists, readStyles, type Styles } from './docx-styles.ts';
import { type Block, boldLevel, type Outline } from './outline.ts';
import { said } from './read-markdown.ts';

/** Files in a ZIP; Word writes about twenty and one for each picture. */
const entryLimit = 5_000;
/** A longer paragraph that is bold is emphasis, not a heading. */
const longestHeading = 200;

/** Whether bytes begin as a ZIP does. */
export function looksZipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

export function readDocx(bytes: Uint8Array): Outline | Reason {
  const zip = readZip(bytes);
  if (!zip.ok) return reason('docx-damaged', 'refused', '', { part: 'ZIP' });
  const parts = zip.value;
  const body = parts.get('word/document.xml');
  if (body === undefined || parts.size > entryLimit) return reason('docx-foreign', 'refused');
  for (const path of parts.keys()) {
    if (/vbaProject\.bin$/i.test(path)) return reason('docx-macros', 'refused', '', { part: path });
  }
  const styles = readPart(parts, 'word/styles.xml', readStyles, new Map());
  if (isReason(styles)) return styles;
  const lists = readPart(parts, 'word/numbering.xml', readLists, new Map());
  if (isReason(lists)) return lists;
  const text = partText('word/document.xml', body);
  if (typeof text !== 'string') return text;
  const reader = new BodyReader(styles, lists);
  return walkXml('word/document.xml', text, reader) ?? reader.outline();
}

function isReason(value: object): value is Reason {
  return 'code' in value;
}

function readPart<T extends object>(
  parts: ReadonlyMap<string, ZipEntry>,
  path: string,
  read: (text: string) => T | Reason,
  none: T,
): T | Reason {
  const entry = parts.get(path);
  if (entry === undefined) return none;
  const text = partText(path, entry);
  return typeof text === 'string' ? read(text) : text;
}

interface Paragraph {
  text: string[];
  style: string | null;
  outline: number | null;
  list: string | null;
  level: string;
  isBold: boolean;
}

class BodyReader {
  private readonly styles: Styles;
  private readonly lists: Lists;
  private readonly blocks: Block[] = [];
  private paragraph: Paragraph | null = null;
  private count = 0;
  private skipped = 0;
  private isText = false;
  private isRunBold = false;
  private inRunProperties = false;
  private tableDepth = 0;
  private row: string[] = [];
  private cell: string[] = [];
  private images = 0;
  private tables = 0;
  private firstImage = 0;
  private firstTable = 0;
  private title: string | null = null;

  constructor(styles: Styles, lists: Lists) {
    this.styles = styles;
    this.lists = lists;
  }

  outline(): Outline {
    const reasons = [
      ...said('images-left-out', this.images, this.firstImage),
      ...said('tables-flattened', this.tables, this.firstTable),
    ];
    return { title: this.title, blocks: this.blocks, reasons };
  }

  open(name: string, { val }: Readonly<Record<string, string>>): void {
    // A fallback says again what its alternative said; text boxes are written that way.
    if (name === 'Fallback' || this.skipped > 0) {
      this.skipped += 1;
      return;
    }
    if (name === 'tbl') this.openTable();
    else if (name === 'p') this.openParagraph();
    else if (name === 'drawing' || name === 'pict') {
      this.images += 1;
      this.firstImage ||= this.count;
    } else if (this.paragraph !== null) this.inside(this.paragraph, name, val);
  }

  private inside(paragraph: Paragraph, name: string, val: string | undefined): void {
    if (name === 't') this.isText = true;
    else if (name === 'tab') paragraph.text.push(this.inRunProperties ? '' : ' ');
    else if (name === 'br' || name === 'cr') paragraph.text.push('\n');
    else if (name === 'noBreakHyphen') paragraph.text.push('\u2011');
    else if (name === 'r') this.isRunBold = false;
    else if (name === 'rPr') this.inRunProperties = true;
    else if (name === 'b' && this.inRunProperties) this.isRunBold = val !== '0' && val !== 'false';
    else if (name === 'pStyle') paragraph.style = val ?? null;
    else if (name === 'outlineLvl') paragraph.outline = Number(val);
    else if (name === 'numId') paragraph.list = val ?? null;
    else if (name === 'ilvl') paragraph.level = val ?? '0';
  }

  text(text: string): void {
    if (!this.isText || this.paragraph === null || this.skipped > 0) return;
    this.paragraph.text.push(text);
    if (text.trim() !== '' && !this.isRunBold) this.paragraph.isBold = false;
  }

  close(name: string): void {
    if (this.skipped > 0) {
      this.skipped -= 1;
      return;
    }
    if (name === 't') this.isText = false;
    else if (name === 'rPr') this.inRunProperties = false;
    else if (name === 'p') this.closeParagraph();
    else if (name === 'tc') this.closeCell();
    else if (name === 'tr') this.closeRow();
    else if (name === 'tbl') this.tableDepth -= 1;
  }

  private openTable(): void {
    this.tableDepth += 1;
    this.tables += 1;
    this.firstTable ||= this.count + 1;
  }

  private openParagraph(): void {
    this.count += 1;
    this.paragraph = { text: [], style: null, outline: null, list: null, level: '0', isBold: true };
  }

  private closeParagraph(): void {
    const paragraph = this.paragraph;
    this.paragraph = null;
    const text = paragraph?.text.join('').trim() ?? '';
    if (paragraph === null || text === '') return;
    if (this.tableDepth > 0) this.cell.push(text);
    else this.blockOf(paragraph, text);
  }

  private blockOf(paragraph: Paragraph, text: string): void {
    const line = this.count;
    const rank = rankOf(this.styles, paragraph.style, paragraph.outline);
    const list = paragraph.list ?? listOf(this.styles, paragraph.style);
    if (rank === 0 && this.title === null) this.title = text;
    else if (rank !== null) this.blocks.push({ kind: 'heading', level: Math.max(1, rank), text: oneLine(text), line });
    else if (list !== null && list !== '0') this.item(list, paragraph.level, text, line);
    else if (paragraph.isBold && text.length <= longestHeading) {
      this.blocks.push({ kind: 'heading', level: boldLevel, text: oneLine(text), line });
    } else this.blocks.push({ kind: 'text', level: 0, text, line });
  }

  private item(list: string, level: string, text: string, line: number): void {
    const isNumbered = !['bullet', 'none', undefined].includes(this.lists.get(list)?.get(level));
    const last = this.blocks.at(-1);
    if (isNumbered && level === '0') this.blocks.push({ kind: 'action', level: 0, text, line });
    else if (last?.kind === 'action' && level !== '0') {
      this.blocks[this.blocks.length - 1] = { ...last, text: `${last.text}\n${'  '.repeat(depthOf(level))}• ${text}` };
    } else this.blocks.push({ kind: 'text', level: 0, text: `${'  '.repeat(depthOf(level))}• ${text}`, line });
  }

  private closeCell(): void {
    if (this.cell.length > 0) this.row.push(oneLine(this.cell.join(' ')));
    this.cell = [];
  }

  private closeRow(): void {
    if (this.row.length > 0) this.blocks.push({ kind: 'text', level: 0, text: this.row.join(' · '), line: this.count });
    this.row = [];
  }
}

function depthOf(level: string): number {
  return Math.min(8, Math.max(0, Number(level) || 0));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
