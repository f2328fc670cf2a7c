import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratingView } from '../../../test/support/evaluation-drafts.ts';
import type { Rating } from './rating.ts';
import { ratingOfPerson, standingsOf, valuesOf } from './rating-standing.ts';
import { isMetBy, ratingValues, saidValues, spreadOf, worstOf } from './rating-value.ts';

const standingOf = (...ratings: readonly Rating[]) => standingsOf(ratings)('t');
const agreement = (id: string, value: Rating['value'], of: readonly string[], values: Partial<Rating> = {}) =>
  ratingView(id, 'Lead', value, { kind: 'agreed', of: [...of], ...values });

test('[EX18] M says that the objective was met; U alone says that it was not', () => {
  expect(ratingValues.map(isMetBy)).toEqual([true, true, true, false]);
  expect([spreadOf([]), spreadOf(['S']), spreadOf(['S', 'U', 'S'])]).toEqual([0, 0, 2]);
  expect([worstOf([]), worstOf(['P', 'M', 'S'])]).toEqual([null, 'M']);
});

test('[EX19] a later rating takes the place of its own author’s alone, and all stay', () => {
  const standing = standingOf(
    ratingView('a', 'Amina Dessalou', 'S'),
    ratingView('b', 'Руслан Остров', 'U'),
    // Names somebody else's too: that takes nothing away.
    ratingView('c', 'AMINA  dessalou', 'M', { of: ['a', 'b'] }),
  );
  expect(standing.people.map(({ name, shown }) => [name, shown.value])).toEqual([
    ['AMINA  dessalou', 'M'],
    ['Руслан Остров', 'U'],
  ]);
  expect(ratingOfPerson(standing, 'Amina Dessalou')?.all.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(standing.spread).toBe(1);
});

test('[EX19] of two ratings that one person made apart the latest counts, and the other is shown beside it', () => {
  const standing = standingOf(ratingView('a', 'Amina', 'S'), ratingView('b', 'Amina', 'P'));
  expect(standing.people).toHaveLength(1);
  expect(standing.people[0]).toMatchObject({ shown: { id: 'b' }, apart: [{ id: 'a' }] });
});

test('[EX21] an agreement keeps the dissent; who did not see it does not dissent', () => {
  const standing = standingOf(
    ratingView('a', 'Amina', 'S', { text: 'Late' }),
    ratingView('b', 'Руслан', 'U', { text: 'Двое командовали' }),
    ratingView('c', '陈玉兰', 'not-seen'),
    agreement('d', 'S', ['a', 'b', 'c']),
  );
  expect(standing.agreed?.value).toBe('S');
  expect(standing.dissent.map(({ name, shown }) => [name, shown.text])).toEqual([['Руслан', 'Двое командовали']]);
  expect(standing.since).toEqual([]);
});

test('[EX22] a rating that the agreement did not name is said beside it until it is agreed again', () => {
  const before = [ratingView('a', 'Amina', 'S'), agreement('b', 'S', ['a']), ratingView('c', 'Руслан', 'U')];
  expect(standingOf(...before).since.map(({ name }) => name)).toEqual(['Руслан']);
  const again = standingOf(...before, agreement('d', 'M', ['a', 'b', 'c']));
  expect(again).toMatchObject({ agreed: { id: 'd' }, since: [], agreedApart: [] });
  expect(again.agreements.map(({ id }) => id)).toEqual(['b', 'd']);
});

test('[EX21] of two agreements made apart the latest counts, and the other stands beside it', () => {
  const standing = standingOf(agreement('a', 'S', []), agreement('b', 'M', []));
  expect(standing).toMatchObject({ agreed: { id: 'b' }, agreedApart: [{ id: 'a' }] });
});

/** Ratings as laptops make them: each names some of those before it, whoever wrote them. */
const histories = fc
  .array(
    fc.record({
      by: fc.constantFrom('Amina', 'Руслан', '陈玉兰'),
      kind: fc.constantFrom('rated' as const, 'agreed' as const),
      value: fc.constantFrom(...saidValues),
      of: fc.array(fc.nat(11), { maxLength: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((made) =>
    made.map(({ of, value, kind, by }, at) =>
      ratingView(`r${at}`, by, kind === 'agreed' && value === 'not-seen' ? 'M' : value, {
        kind,
        of: [...new Set(of.filter((other) => other < at).map((other) => `r${other}`))],
      }),
    ),
  );

test('[EX19] [EX21] no history loses a rating or a person, and agreed with dissent are all who spoke', () => {
  fc.assert(
    fc.property(histories, (ratings) => {
      const { people, agreements, agreed, dissent } = standingOf(...ratings);
      const kept = [...people.flatMap(({ all }) => all), ...agreements].map(({ id }) => id);
      expect(kept.sort()).toEqual(ratings.map(({ id }) => id).sort());
      for (const { shown, apart, all } of people) {
        expect(new Set(all.map(({ by }) => by)).size).toBe(1);
        expect(all).toEqual(expect.arrayContaining([shown, ...apart]));
      }
      if (agreed === null) return;
      const concurring = valuesOf({ people }).filter((value) => value === agreed.value).length;
      expect(dissent.length + concurring).toBe(valuesOf({ people }).length);
    }),
  );
});

test('[EX19] nobody changes what another person says: without all others their rating stands as it does with them', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom('Amina', 'Руслан', '陈玉兰'), (ratings, name) => {
      const alone = ratings.filter(({ by, kind }) => by === name && kind === 'rated');
      expect(ratingOfPerson(standingOf(...ratings), name)).toEqual(ratingOfPerson(standingOf(...alone), name));
    }),
  );
});
