/** What the styles and lists of a DOCX mean: which paragraphs are headings, which lists are numbered. */
import type { Reason } from '../cacao/reason.ts';
import { walkXml } from './docx-parts.ts';

export interface ParagraphStyle {
  name: string;
  basedOn: string | null;
  /** 0 for a heading of the first rank, as OOXML counts. */
  outline: number | null;
  list: string | null;
}

export type Styles = ReadonlyMap<string, ParagraphStyle>;
/** Format by list and level, `decimal` or `bullet`. */
export type Lists = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A style may be based on others; a file that goes round in circles is left after so many. */
const longestChain = 12;

export function readStyles(text: string): Styles | Reason {
  const styles = new Map<string, ParagraphStyle>();
  let style: ParagraphStyle | null = null;
  const why = walkXml('word/styles.xml', text, {
    open(name, { styleId, type, val }) {
      if (name === 'style') {
        style = { name: '', basedOn: null, outline: null, list: null };
        if (styleId !== undefined && type === 'paragraph') styles.set(styleId, style);
      } else if (style !== null && val !== undefined) {
        if (name === 'name') style.name = val.toLowerCase();
        else if (name === 'basedOn') style.basedOn = val;
        else if (name === 'outlineLvl') style.outline = Number(val);
        else if (name === 'numId') style.list = val;
      }
    },
    close(name) {
      if (name === 'style') style = null;
    },
    text: () => undefined,
  });
  return why ?? styles;
}

export function readLists(text: string): Lists | Reason {
  const kinds = new Map<string, Map<string, string>>();
  const lists = new Map<string, ReadonlyMap<string, string>>();
  let kind: Map<string, string> | null = null;
  let level = '0';
  let list: string | null = null;
  const why = walkXml('word/numbering.xml', text, {
    open(name, { abstractNumId, numId, ilvl, val }) {
      if (name === 'abstractNum' && abstractNumId !== undefined) {
        kind = new Map();
        kinds.set(abstractNumId, kind);
      } else if (name === 'lvl' && ilvl !== undefined) level = ilvl;
      else if (name === 'numFmt' && val !== undefined) kind?.set(level, val);
      else if (name === 'num') list = numId ?? null;
      else if (name === 'abstractNumId' && list !== null) lists.set(list, kinds.get(val ?? '') ?? new Map());
    },
    close(name) {
      if (name === 'abstractNum') kind = null;
    },
    text: () => undefined,
  });
  return why ?? lists;
}

/** The rank of a heading (1 to 6), 0 for the title of the whole, or null for text. */
export function rankOf(styles: Styles, id: string | null, own: number | null): number | null {
  if (own !== null) return headingRank(own);
  for (const style of chainOf(styles, id)) {
    if (style.name === 'title') return 0;
    if (style.outline !== null) return headingRank(style.outline);
    const named = /^heading ([1-6])$/.exec(style.name)?.[1];
    if (named !== undefined) return Number(named);
  }
  // Without a part of styles the usual names of Word still say it.
  const usual = styles.has(id ?? '') ? undefined : /^Heading([1-6])$/.exec(id ?? '')?.[1];
  return usual === undefined ? null : Number(usual);
}

/** The list that a style puts its paragraphs into. */
export function listOf(styles: Styles, id: string | null): string | null {
  return chainOf(styles, id).find((style) => style.list !== null)?.list ?? null;
}

function chainOf(styles: Styles, id: string | null): ParagraphStyle[] {
  const chain: ParagraphStyle[] = [];
  for (let next = id; next !== null && chain.length < longestChain; ) {
    const style = styles.get(next);
    if (style === undefined) break;
    chain.push(style);
    next = style.basedOn;
  }
  return chain;
}

/** Level 9 is how OOXML says "body text". */
function headingRank(level: number): number | null {
  return Number.isInteger(level) && level >= 0 && level < 9 ? Math.min(level + 1, 6) : null;
}
