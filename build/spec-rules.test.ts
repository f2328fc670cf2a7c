import { expect, test } from 'vitest';
import { judgeRules } from './spec-rules.ts';

/** Numbers stand in angles here, so that this file quotes no rule itself. */
const bracketed = (text: string) => text.replaceAll('<', '[').replaceAll('>', ']');
const spec = { path: 'shared/a/SPEC.md', text: bracketed('- **<AB1>** One.\n- **<AB2>** Two, as <AB1> says.\n') };
const judged = (tests: string, other = '') =>
  judgeRules([
    spec,
    { path: 'shared/a/a.test.ts', text: bracketed(tests) },
    { path: 'shared/a/a.ts', text: bracketed(other) },
  ]);

test('a rule that no title begins with is found, wherever in a call the title stands', () => {
  expect(judged("test('<AB1> one');\ntest.each(rows)(\n  '<AB2> two');")).toEqual([]);
  expect(judged("test('<AB1> <AB2> both');")).toEqual([]);
  expect(judged("test('<AB1> one, beside <AB2>');")).toEqual([
    bracketed('shared/a/SPEC.md: no title of a test begins with <AB2>'),
  ]);
});

test('a quoted number that is no rule is found in titles, code and pages', () => {
  const both = "test('<AB1> <AB2> both');\n";
  expect(judged(both, '/** As <AB3> says. */')).toEqual([bracketed('shared/a/a.ts: <AB3> is a rule of no SPEC file')]);
  const inTitle = (name: string) =>
    bracketed(`shared/a/a.test.ts: a title quotes <${name}>, which is a rule of no SPEC file`);
  expect(judged(`${both}describe('<a paper 10> what');`)).toEqual([inTitle('a paper 10')]);
  expect(judged(`${both}test.each(<1, 2>)('<G12> %s');`)).toEqual([inTitle('G12')]);
});

test('a rule that stands in two files, and a tree without rules, are found', () => {
  const quotes = { path: 'hub/a.test.ts', text: bracketed("test('<AB1> <AB2> x')") };
  expect(judgeRules([spec, { ...spec, path: 'hub/SPEC.md' }, quotes])).toEqual([
    bracketed('hub/SPEC.md: <AB1> stands in shared/a/SPEC.md too'),
    bracketed('hub/SPEC.md: <AB2> stands in shared/a/SPEC.md too'),
  ]);
  expect(judgeRules([])).toHaveLength(1);
});
