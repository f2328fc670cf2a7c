/**
 * Markdown as people write it: headings of both kinds, numbered and ticked lists, tables, quotes, fenced code, front matter.
 * What has no place in a playbook (pictures, links to files that are not there) is left out and counted. Never throws.
 */
import { type Reason, reason } from '../cacao/reason.ts';
import { type Block, boldLevel, type Outline } from './outline.ts';
import { type Losses, plainInline } from './plain-inline.ts';

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const numbered = /^ {0,3}\d{1,9}[.)][ \t]+(\S.*)$/;
const ticked = /^ {0,3}[-*+][ \t]+\[[ xX]\][ \t]+(\S.*)$/;
const bullet = /^([ \t]*)[-*+][ \t]+(.*)$/;
const boldOnly = /^ {0,3}(?:\*\*([^*]{1,200})\*\*|__([^_]{1,200})__):?[ \t]*$/;
const fence = /^[ \t]*(`{3,}|~{3,})/;
const dividers = /^[ \t:|-]+$/;
/** What follows another line of a paragraph begins anew, or runs on. */
const standsAlone = /^(?:[ \t]*• |.* · )/;

/** A passage that is being gathered: a paragraph, or an item with what is indented below it. */
interface Open {
  readonly kind: 'text' | 'action';
  readonly line: number;
  /** Lines, each with what stands before it: put together only at the end, or a long paragraph is copied line by line. */
  readonly parts: string[];
  last: string;
  /** Its last line ends with a break that was meant. */
  isBroken: boolean;
  hasGap: boolean;
}

export function readMarkdown(text: string): Outline {
  return new MarkdownReader(text).read();
}

class MarkdownReader {
  private readonly lines: readonly string[];
  private readonly blocks: Block[] = [];
  private readonly losses: Losses = { images: 0, links: 0 };
  private readonly first = { images: 0, links: 0, tables: 0 };
  private open: Open | null = null;
  private fence: string | null = null;
  private isComment = false;
  private tables = 0;
  private isTable = false;
  private title: string | null = null;

  constructor(text: string) {
    this.lines = text.split(/\r\n|\r|\n/);
  }

  read(): Outline {
    for (let at = this.frontMatter(); at < this.lines.length; at++) this.line(at);
    this.close();
    return { title: this.title, blocks: this.blocks, reasons: this.reasons() };
  }

  /** Skips `---` front matter, of which only the title is used. Returns the line after it. */
  private frontMatter(): number {
    if (this.lines[0]?.trimEnd() !== '---') return 0;
    const end = this.lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
    if (end < 0) return 0;
    for (const line of this.lines.slice(1, end)) {
      const found = /^title:[ \t]*(.{1,500})$/.exec(line)?.[1]?.trim();
      if (found !== undefined && this.title === null) this.title = found.replace(/^(["'])(.*)\1$/, '$2');
    }
    return end + 1;
  }

  private line(at: number): void {
    const raw = this.lines[at] as string;
    if (this.fence !== null) {
      if (raw.trimStart().startsWith(this.fence)) this.fence = null;
      else this.add(raw, at, true);
      return;
    }
    const line = this.withoutComments(raw);
    const isTable = this.isTable;
    this.isTable = false;
    const marks = fence.exec(line)?.[1];
    if (line.trim() === '') this.blank(raw);
    else if (line.trimStart().startsWith('|')) this.row(line, at, isTable);
    else if (marks !== undefined) this.fence = marks;
    else if (!this.isHeading(line, at)) this.passage(line, at);
  }

  private blank(raw: string): void {
    if (this.isComment && raw.trim() !== '') return;
    if (this.open?.kind === 'action') this.open.hasGap = true;
    else this.close();
  }

  private isHeading(line: string, at: number): boolean {
    const [, marks, words = ''] = heading.exec(line) ?? [];
    if (marks !== undefined) {
      this.head(marks.length, words.replace(/[ \t]#+[ \t]*$/, ''), at);
      return true;
    }
    const below = underline.exec(line)?.[1];
    const above = this.open;
    if (below !== undefined && above?.kind === 'text' && above.parts.length === 1 && !standsAlone.test(above.last)) {
      this.open = null;
      const level = below.startsWith('=') ? 1 : 2;
      this.blocks.push({ kind: 'heading', level, text: above.last.trim(), line: above.line });
      return true;
    }
    if (rule.test(line)) {
      this.close();
      return true;
    }
    const [, stars, bars] = boldOnly.exec(line) ?? [];
    const bold = stars ?? bars;
    const standsByItself = (this.open === null || this.open.hasGap) && (this.lines[at + 1] ?? '').trim() === '';
    if (bold === undefined || !standsByItself) return false;
    this.head(boldLevel, bold, at);
    return true;
  }

  private head(level: number, words: string, at: number): void {
    this.close();
    const text = this.plain(words, at).replaceAll('\n', ' ').trim();
    if (text !== '') this.blocks.push({ kind: 'heading', level, text, line: at + 1 });
  }

  private passage(line: string, at: number): void {
    const item = (numbered.exec(line) ?? ticked.exec(line))?.[1];
    if (item !== undefined) {
      this.close();
      append(this.begin('action', at), this.plain(item, at), '');
      return;
    }
    const isIndented = /^(?: {2}|\t)/.test(line);
    if (this.open?.kind === 'action' && !isIndented && (this.open.hasGap || bullet.test(line))) this.close();
    this.add(line, at, false);
  }

  private row(line: string, at: number, isSameTable: boolean): void {
    this.isTable = true;
    if (!isSameTable) {
      this.tables += 1;
      this.first.tables ||= at + 1;
    }
    if (line.includes('-') && dividers.test(line)) return;
    const cells = line
      .replaceAll('\\|', '\u0000')
      .split('|')
      .map((cell) => cell.replaceAll('\u0000', '|').trim());
    const words = cells.filter((cell) => cell !== '').map((cell) => this.plain(cell, at).replaceAll('\n', ' '));
    if (words.length === 0) return;
    if (this.open?.hasGap) this.close();
    const open = this.open ?? this.begin('text', at);
    append(open, words.join(' · '), '\n');
    open.isBroken = true;
  }

  private add(line: string, at: number, isVerbatim: boolean): void {
    const open = this.open ?? this.begin('text', at);
    const text = isVerbatim ? line : this.bulleted(line, at);
    const runsOn = !isVerbatim && !open.isBroken && !open.hasGap && !standsAlone.test(text);
    append(open, text, runsOn ? between(open.last, text) : '\n');
    open.isBroken = isVerbatim || /(?: {2}|\\)$/.test(line);
    open.hasGap = false;
  }

  /** A line without the marks in front: quotes go, bullets become bullets that stay in plain text. */
  private bulleted(line: string, at: number): string {
    const quoted = line.replace(/^ {0,3}>(?: ?>)*[ \t]?/, '');
    const [, indent, item] = bullet.exec(quoted) ?? [];
    if (indent === undefined || item === undefined) {
      const nested = /^([ \t]+)(\d{1,9}[.)]|[a-z][.)])[ \t]+(.*)$/.exec(quoted);
      if (nested === null) return this.plain(quoted.trim().replace(/\\$/, ''), at);
      return `${depthOf(nested[1] as string)}• ${this.plain((nested[3] as string).trim(), at)}`;
    }
    return `${depthOf(indent)}• ${this.plain(item.trim(), at)}`;
  }

  private begin(kind: Open['kind'], at: number): Open {
    const open: Open = { kind, line: at + 1, parts: [], last: '', isBroken: false, hasGap: false };
    this.open = open;
    return open;
  }

  private close(): void {
    const open = this.open;
    this.open = null;
    const text = open?.parts.join('').trim() ?? '';
    if (open !== null && text !== '') this.blocks.push({ kind: open.kind, level: 0, text, line: open.line });
  }

  private withoutComments(line: string): string {
    if (!this.isComment && !line.includes('<!--')) return line;
    const kept: string[] = [];
    for (let at = 0; at < line.length; ) {
      const next = line.indexOf(this.isComment ? '-->' : '<!--', at);
      if (!this.isComment) kept.push(line.slice(at, next < 0 ? line.length : next));
      if (next < 0) break;
      at = next + (this.isComment ? 3 : 4);
      this.isComment = !this.isComment;
    }
    return kept.join('');
  }

  private plain(words: string, at: number): string {
    const { images, links } = this.losses;
    const text = plainInline(words, this.losses);
    if (this.losses.images > images) this.first.images ||= at + 1;
    if (this.losses.links > links) this.first.links ||= at + 1;
    return text;
  }

  private reasons(): Reason[] {
    const { images, links } = this.losses;
    return [
      ...said('images-left-out', images, this.first.images),
      ...said('links-cut', links, this.first.links),
      ...said('tables-flattened', this.tables, this.first.tables),
    ];
  }
}

/** A note with the number of cases and the line of the first. */
export function said(
  code: 'images-left-out' | 'links-cut' | 'tables-flattened',
  count: number,
  line: number,
): Reason[] {
  return count === 0 ? [] : [{ ...reason(code, 'note', '', { count }), line }];
}

/** Levels of indentation as two spaces each; a tab is one. */
function depthOf(indent: string): string {
  return '  '.repeat(Math.min(6, Math.floor(indent.replaceAll('\t', '    ').length / 2)));
}

function append(open: Open, text: string, glue: string): void {
  open.parts.push(open.parts.length === 0 ? text : glue + text);
  open.last = text;
}

/** What stands between two lines of one paragraph: a space, but not between characters that are written without. */
function between(before: string, after: string): string {
  return /\p{Script=Han}[，。；：、]?$/u.test(before.slice(-2)) && /^\p{Script=Han}/u.test(after) ? '' : ' ';
}
