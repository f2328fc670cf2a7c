/**
 * Words of a line of Markdown without its marks. One pass, whatever the line holds: no pattern here looks further ahead than
 * a bound, since a line may be half a megabyte long and hostile.
 */

/** What could not come along, for the reader to be told. */
export interface Losses {
  images: number;
  links: number;
}

/** Links inside the words of links: deeper ones are left as they stand. */
const deepest = 8;
const special = /[\\`[!<&]/g;
const tag = /<\/?[a-zA-Z][^<>]{0,300}>/y;
const address = /<((?:https?:|mailto:)[^<>\s]{1,2000})>/y;
const lineBreak = /^<br\s*\/?>$/i;
const entity = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,6}));/y;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

export function plainInline(text: string, losses: Losses, depth = 0): string {
  return new InlineReader(text, losses, depth).read();
}

class InlineReader {
  private readonly text: string;
  private readonly losses: Losses;
  private readonly depth: number;
  private readonly closers: ReadonlyMap<number, number>;
  private readonly pieces: string[] = [];
  private readonly unclosed = new Set<string>();
  private at = 0;

  constructor(text: string, losses: Losses, depth: number) {
    this.text = text;
    this.losses = losses;
    this.depth = depth;
    this.closers = text.includes('[') ? closersOf(text) : new Map();
  }

  read(): string {
    const { text } = this;
    while (this.at < text.length) {
      special.lastIndex = this.at;
      const next = special.exec(text)?.index ?? text.length;
      if (next > this.at) this.pieces.push(withoutEmphasis(text, this.at, next));
      this.at = next;
      if (next < text.length) this.special(text[next] as string);
    }
    return this.pieces.join('');
  }

  private special(mark: string): void {
    if (mark === '\\') this.escape();
    else if (mark === '`') this.code();
    else if (mark === '<') this.tag();
    else if (mark === '&') this.entity();
    else if (mark === '[' || this.text[this.at + 1] === '[') this.link(mark === '!');
    else this.literal(1);
  }

  private literal(length: number): void {
    this.pieces.push(this.text.slice(this.at, this.at + length));
    this.at += length;
  }

  private escape(): void {
    const next = this.text[this.at + 1] ?? '';
    if (/[!-/:-@[-`{-~]/.test(next)) this.at += 1;
    this.literal(1);
  }

  private code(): void {
    let length = 1;
    while (this.text[this.at + length] === '`') length++;
    const mark = '`'.repeat(length);
    const from = this.at + length;
    const to = this.unclosed.has(mark) ? -1 : this.text.indexOf(mark, from);
    if (to < 0) {
      this.unclosed.add(mark);
      this.at = from;
      return;
    }
    this.pieces.push(this.text.slice(from, to).trim());
    this.at = to + length;
  }

  private tag(): void {
    address.lastIndex = tag.lastIndex = this.at;
    const link = address.exec(this.text);
    const found = link ?? tag.exec(this.text);
    if (link !== null) this.pieces.push((link[1] as string).replace(/^mailto:/, ''));
    else if (found === null) this.pieces.push('<');
    else if (lineBreak.test(found[0])) this.pieces.push('\n');
    this.at += found?.[0].length ?? 1;
  }

  private entity(): void {
    entity.lastIndex = this.at;
    const found = entity.exec(this.text);
    const code = found?.[1] !== undefined ? Number(found[1]) : Number.parseInt(found?.[2] ?? '', 16);
    const character = found?.[3] === undefined ? characterOf(code) : named[found[3]];
    if (found === null || character === undefined) this.literal(1);
    else {
      this.pieces.push(character);
      this.at += found[0].length;
    }
  }

  private link(isImage: boolean): void {
    const open = isImage ? this.at + 1 : this.at;
    const close = this.closers.get(open);
    const after = close === undefined ? '' : this.text[close + 1];
    const end = close === undefined ? undefined : this.closers.get(close + 1);
    if (close === undefined || end === undefined || this.depth >= deepest) {
      this.literal(isImage ? 2 : 1);
      return;
    }
    const label = plainInline(this.text.slice(open + 1, close), this.losses, this.depth + 1);
    this.pieces.push(after === '[' ? label : this.labelled(label, this.text.slice(close + 2, end), isImage));
    this.at = end + 1;
  }

  private labelled(label: string, target: string, isImage: boolean): string {
    if (isImage) {
      this.losses.images += 1;
      return label;
    }
    const [to = ''] = target.trim().split(/\s/, 1);
    if (/^(https?:|mailto:)/i.test(to)) {
      const shown = to.replace(/^mailto:/i, '');
      return label === '' || label.includes(shown) ? label || shown : `${label} (${shown})`;
    }
    if (!to.startsWith('#')) this.losses.links += 1;
    return label;
  }
}

/** Where each bracket that is closed is closed: found in one pass, so that nested ones cost no second look. */
function closersOf(text: string): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: Record<']' | ')', number[]> = { ']': [], ')': [] };
  for (const { 0: mark, index } of text.matchAll(/\\.|[[\]()]/g)) {
    if (mark === '[') open[']'].push(index);
    else if (mark === '(') open[')'].push(index);
    else if (mark === ']' || mark === ')') {
      const from = open[mark].pop();
      if (from !== undefined) closers.set(from, index);
    }
  }
  return closers;
}

function characterOf(code: number): string | undefined {
  return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : undefined;
}

/** Stars and underscores that stand at the edge of a word are marks; between spaces or inside a word they are text. */
function withoutEmphasis(text: string, from: number, to: number): string {
  return text
    .slice(from, to)
    .replace(/\*{2,3}/g, '')
    .replace(/(?<![\p{L}\p{N}_*\\])[*_](?=[^\s_*])|(?<=[^\s_*])[*_](?![\p{L}\p{N}_*])/gu, '');
}
