import { expect, test } from 'vitest';
import type { Outline } from './outline.ts';
import { readMarkdown } from './read-markdown.ts';

const shown = ({ blocks }: Outline) =>
  blocks.map(({ kind, level, text, line }) => `${line} ${kind}${level === 0 ? '' : level}: ${text}`);
const read = (...lines: readonly string[]) => shown(readMarkdown(lines.join('\n')));

test('headings of both kinds, text, and the items of numbered lists with what is indented below them', () => {
  const blocks = read(
    'Stolen laptop',
    '=============',
    'Runs on',
    'over two lines.',
    '',
    '## First hour ##',
    '1. Call the *duty officer*:',
    '   - by telephone',
    '     a. twice',
    '',
    '   and wait.',
    '2) Lock the account',
    '',
    'Afterwards.',
  );
  expect(blocks).toEqual([
    '1 heading1: Stolen laptop',
    '3 text: Runs on over two lines.',
    '6 heading2: First hour',
    '7 action: Call the duty officer:\n  • by telephone\n    • twice\nand wait.',
    '12 action: Lock the account',
    '14 text: Afterwards.',
  ]);
});

test('ticked items are actions, plain bullets are text', () => {
  expect(read('- [ ] Seal the room', '- [x] Note the time', '- a remark', '* another')).toEqual([
    '1 action: Seal the room',
    '2 action: Note the time',
    '3 text: • a remark\n• another',
  ]);
});

test('front matter gives a title, comments give nothing, and code is left as it stands', () => {
  const outline = readMarkdown(
    '---\ntitle: "A guide"\n---\n<!-- not\nthis --># Real\n```\n# no heading\n1. no item\n```\n',
  );
  expect([outline.title, ...shown(outline)]).toEqual([
    'A guide',
    '5 heading1: Real',
    '7 text: # no heading\n1. no item',
  ]);
});

test('what stays behind is counted, with the line of the first', () => {
  const { reasons } = readMarkdown(
    '![map](map.png)\n\n[plan](plan.md) [web](https://example.org)\n\n| a | b |\n|---|---|\n| c | d |',
  );
  expect(reasons.map(({ code, line, values }) => [code, line, values.count])).toEqual([
    ['images-left-out', 1, 1],
    ['links-cut', 3, 1],
    ['tables-flattened', 5, 1],
  ]);
});

test.each([
  ['**bold** and _soft_, not snake_case or 2 * 3', 'bold and soft, not snake_case or 2 * 3'],
  [
    '[name](https://example.org/a_(b)) [https://example.org](https://example.org)',
    'name (https://example.org/a_(b)) https://example.org',
  ],
  ['[a][ref], [<sup>[1]</sup>](#note)', 'a, [1]'],
  ['`a * b` \\* &amp; &#1610; <https://example.org> <b>x</b>', 'a * b * & ي https://example.org x'],
  ['__site__:value stays, {{name}} too', '__site__:value stays, {{name}} too'],
  ['| x \\| y | z |', 'x | y · z'],
  ['> quoted', 'quoted'],
])('%s', (line, text) => {
  expect(readMarkdown(line).blocks[0]?.text).toBe(text);
});

test('line ends of every kind and a lone bidi mark change nothing but the lines', () => {
  expect(shown(readMarkdown('# A\r\n\r1. \u200fB\n'))).toEqual(['1 heading1: A', '3 action: \u200fB']);
});

// Each of these makes a reader that looks back or ahead without a bound work the square of its length.
const hostile: readonly (readonly [string, string])[] = [
  ['brackets never closed', '['.repeat(20_000)],
  ['links inside links', `${'['.repeat(4_000)}x${'](y)'.repeat(4_000)}`],
  ['pictures never closed', '![](data:'.repeat(3_000)],
  ['tags never closed', '<a '.repeat(8_000)],
  ['ticks of growing length', Array.from({ length: 200 }, (_, i) => '`'.repeat(i)).join(' ')],
  ['a row of dashes', `|${'-'.repeat(30_000)}x`],
  ['stars', '**a '.repeat(7_000)],
  ['one paragraph of short lines', 'word\n'.repeat(6_000)],
  ['comments never closed', '<!-- '.repeat(6_000)],
  ['entities never closed', '&#1'.repeat(8_000)],
];
test.each(hostile)('%s cost as many looks as there are characters', (_name, text) => {
  const looks = countLooks(() => readMarkdown(text));
  expect(looks).toBeLessThan(24 * text.length + 1_000);
});

/** Work done on strings by the searches and cuts that a reader can repeat; time would depend on the machine. */
function countLooks(work: () => void): number {
  let looks = 0;
  const { indexOf, slice } = String.prototype;
  const { exec } = RegExp.prototype;
  String.prototype.indexOf = function (this: string, wanted: string, from = 0) {
    const found = indexOf.call(this, wanted, from);
    looks += (found < 0 ? this.length : found) - from;
    return found;
  };
  String.prototype.slice = function (this: string, from?: number, to?: number) {
    const cut = slice.call(this, from, to);
    looks += cut.length;
    return cut;
  };
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.lastIndex;
    const found = exec.call(this, text);
    if (this.global || this.sticky) looks += (found?.index ?? from) - from + 1;
    return found;
  };
  try {
    work();
  } finally {
    Object.assign(String.prototype, { indexOf, slice });
    RegExp.prototype.exec = exec;
  }
  return looks;
}
