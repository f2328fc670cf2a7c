import { expect, test } from 'vitest';
import { ratingView } from '../../../test/support/evaluation-drafts.ts';
import type { OperationDraft } from '../record-state.ts';
import { agreeOn, rateItem } from './rating-commands.ts';
import { standingsOf } from './rating-standing.ts';

const place = { scope: 's', exercise: 'e', id: 'new', by: 'Amina', at: 5 };
const values = { item: 't', text: '', language: 'en', observations: [] as string[] };
const valuesIn = (drafts: readonly OperationDraft[]) =>
  Object.fromEntries(drafts.map(({ field, value }) => [field, value]));

test('[EX20] S, M and U say why, in words or by an observation; P and not seen need not', () => {
  const standing = standingsOf([])('t');
  const rate = (value: 'P' | 'S' | 'not-seen', more: Partial<typeof values> = {}) =>
    rateItem(place, { ...values, ...more, standing, value }).ok;
  expect([rate('P'), rate('not-seen'), rate('S')]).toEqual([true, true, false]);
  expect([rate('S', { text: 'Late' }), rate('S', { observations: ['o'] }), rate('S', { text: '  ' })]).toEqual([
    ...[true, true, false],
  ]);
});

test('[EX19] a rating names what its author said before, apart too, and nobody else’s', () => {
  const standing = standingsOf([
    ratingView('a', 'AMINA', 'S'),
    ratingView('b', 'Amina', 'M'),
    ratingView('c', 'Руслан', 'U'),
  ])('t');
  const made = rateItem(place, { ...values, standing, value: 'P' });
  expect(made.ok && [...(valuesIn(made.value)['of'] as string[])].sort()).toEqual(['a', 'b']);
});

test('[EX21] an agreement names all that stood, and says why where somebody rated otherwise', () => {
  const standing = standingsOf([
    ratingView('a', 'Amina', 'S'),
    ratingView('b', 'Руслан', 'U'),
    ratingView('c', 'Lead', 'S', { kind: 'agreed' }),
  ])('t');
  const { observations: _, ...said } = values;
  expect(agreeOn(place, { ...said, standing, value: 'S' }).ok).toBe(false);
  const made = agreeOn(place, { ...said, standing, value: 'M', text: 'Named late' });
  expect(made.ok && valuesIn(made.value)).toMatchObject({ kind: 'agreed', value: 'M', of: ['a', 'b', 'c'] });
  const alike = standingsOf([ratingView('a', 'Amina', 'S')])('t');
  expect(agreeOn(place, { ...said, standing: alike, value: 'S' }).ok).toBe(true);
});
