/**
 * Inflection, lightly: what is left of a word when the endings that grammar puts on it are taken off, so that somebody
 * who types `cordons`, `оцепления` or `محطات` finds the word in its other forms. Only equal remainders match, and they
 * count less than the word as typed; so a rule that takes too much costs a place in the ranking, never a result.
 */

interface Ending {
  readonly ending: RegExp;
  /** What must be left, in letters. */
  readonly atLeast: number;
  /** Keeps forms apart that would otherwise fall together: `agenc|y` is no `agenc|e`. */
  readonly tag: string;
}

/** Endings as they are written; terms are folded, and so й is и here. */
const rule = (endings: string, atLeast: number, tag = ''): Ending => ({
  ending: new RegExp(`(?:${endings.replaceAll('й', 'и')})$`, 'u'),
  atLeast,
  tag,
});

/** English, French and Spanish share the script, and nobody says which of them is being typed. First fit counts. */
const latin: readonly Ending[] = [
  rule('ies|ied|ying|y', 3, '|y'),
  rule('aux|al|au', 3, '|al'),
  rule('ings?|ees?|es|ed', 4),
  rule('[os]s|as', 5),
  rule('s|x', 3),
  rule('ez|er|e', 4),
  rule('[oa]', 5),
];
const cyrillic: readonly Ending[] = [
  rule('иями|ями|ами|его|ого|ему|ому|ыми|ими', 4),
  rule('иях|ией|иям|ием', 4),
  rule('ях|ах|ям|ам|ов|ев|ей|ой|ый|ий|ых|их|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ым|им|ью|ия|ию|ии', 3),
  rule('[аеиоуыьюя]', 3),
];
const arabic: readonly Ending[] = [rule('ات|ون|ين|ان|يه|ها|هم', 3), rule('[هي]', 3)];

/** Plural upon feminine upon diminutive: more endings than this no word has. */
const mostEndings = 3;

/** The part of a folded term that its forms share, and what must be equal in them. */
export interface Stem {
  /** Every form of the word begins with it. */
  readonly begin: string;
  readonly key: string;
}

/** The stem of a folded term; a term to which no rule applies is its own. Null for scripts without endings. */
export function stemOf(term: string): Stem | null {
  const rules = rulesFor(term.charCodeAt(0));
  if (rules === null) return null;
  let begin = term;
  let tags = '';
  for (let turn = 0; turn < mostEndings; turn++) {
    const fitting = rules.find(({ ending, atLeast }) => (ending.exec(begin)?.index ?? 0) >= atLeast);
    if (fitting === undefined) break;
    begin = begin.replace(fitting.ending, '');
    tags = fitting.tag + tags;
    if (fitting.tag !== '') break;
  }
  // `unplugged` is of `unplug`, `called` of `call`: of two equal letters at the end one is enough.
  if (begin.length > 3 && rules === latin) begin = begin.replace(/([^aeiou])\1$/u, '$1');
  return { begin, key: begin + tags };
}

function rulesFor(first: number): readonly Ending[] | null {
  if (first >= 0x61 && first <= 0x7a) return latin;
  if (first >= 0x400 && first <= 0x4ff) return cyrillic;
  return first >= 0x620 && first <= 0x6ff ? arabic : null;
}
