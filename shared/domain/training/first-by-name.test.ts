import { expect, test } from 'vitest';
import { seeded } from '../../../test/sim/seeded.ts';
import { byName, firstByName } from './first-by-name.ts';

const names = 'Amal Ágnes anna Émile Ekaterina eva Zoë Øyvind Игорь Ёлка جميلة أحمد 陈玉兰 李浩然 Łukasz Çelik'.split(
  ' ',
);
const random = seeded(7);
const people = Array.from({ length: 400 }, (_, at) => ({
  id: at,
  name: `${random.pick(names)} ${random.below(1_000)}`,
  transliteration: '',
}));

test.each(['en', 'ar', 'fr', 'ru', 'zh', 'es'])('the first rows are those of the whole order (%s)', (language) => {
  const whole = people.toSorted(byName(language));
  const first = firstByName(people, language, 60);
  expect(first.slice(0, 60)).toEqual(whole.slice(0, 60));
  expect(first.map(({ id }) => id).sort((a, b) => a - b)).toEqual(people.map(({ id }) => id));
});

test('a directory smaller than the first rows is wholly in order', () => {
  const few = people.slice(0, 20);
  expect(firstByName(few, 'en', 60)).toEqual(few.toSorted(byName('en')));
  expect(firstByName([], 'en', 60)).toEqual([]);
});

test('a transliteration counts before the name', () => {
  const here = [
    { name: 'Anton', transliteration: '' },
    { name: '陈玉兰', transliteration: 'Chen Yulan' },
    { name: 'Boris', transliteration: '' },
  ];
  expect(firstByName(here, 'en', 3).map(({ name }) => name)).toEqual(['Anton', 'Boris', '陈玉兰']);
});

test('no more names are compared than those whose first letters come first', () => {
  let compared = 0;
  const watched = people.map(({ name }) => ({
    get name() {
      compared += 1;
      return name;
    },
    transliteration: '',
  }));
  firstByName(watched, 'en', 60);
  const byLetter = compared;
  compared = 0;
  watched.toSorted(byName('en'));
  expect(byLetter * 3).toBeLessThan(compared);
});
