import { expect, test } from 'vitest';
import { guideView, objectiveView, ratingView } from '../../../test/support/evaluation-drafts.ts';
import { evaluationReport, isRated, worstOfTargets } from './evaluation-report.ts';
import { guideRows } from './guide.ts';
import { standingsOf } from './rating-standing.ts';

const rows = guideRows({
  objectives: [objectiveView('o1'), objectiveView('o2')],
  items: [guideView('t', { objective: 'o1' }), guideView('u', { objective: 'o1' })],
});

test('[EX24] [EX18] a report says what was agreed, that M met the objective, and who dissents with why', () => {
  const standingOf = standingsOf([
    ratingView('a', 'Amina', 'M', { text: 'Named late' }),
    ratingView('b', 'Руслан', 'U', { text: 'Не назван' }),
    ratingView('c', 'Lead', 'M', { kind: 'agreed', text: 'After 7 minutes', of: ['a', 'b'] }),
    ratingView('d', 'Lead', 'M', { kind: 'agreed', item: 'o1' }),
    ratingView('e', 'Lead', 'U', { kind: 'agreed', item: 'u' }),
  ]);
  const [first, target, , second] = evaluationReport(rows, standingOf, 'en');
  expect(first).toMatchObject({ number: '1', agreed: 'M', isMet: true });
  expect(second).toMatchObject({ number: '2', agreed: null, isMet: null });
  expect(target).toMatchObject({ agreed: 'M', why: 'After 7 minutes', isMet: null, since: 0 });
  expect(target?.ratings).toEqual([
    { name: 'Amina', value: 'M', text: 'Named late', isDissent: false },
    { name: 'Руслан', value: 'U', text: 'Не назван', isDissent: true },
  ]);
  expect(worstOfTargets('o1', rows, standingOf)).toBe('U');
  expect(worstOfTargets('o2', rows, standingOf)).toBeNull();
  expect([isRated(rows, standingOf), isRated(rows, standingsOf([]))]).toEqual([true, false]);
});
