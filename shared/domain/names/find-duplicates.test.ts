import { expect, test } from 'vitest';
import type { PersonRow } from '../training/roster.ts';
import { findDuplicates, likeness } from './find-duplicates.ts';
import { nameSkeletons } from './name-key.ts';

const who = (name: string, more: Partial<PersonRow> = {}): PersonRow => ({
  ...{ id: name, name, transliteration: '', organisation: '', role: '', email: '', sameAs: null, notSameAs: [] },
  ...more,
});

test.each([
  ['جميلة القاسمي', 'Jamila Al-Qasimi'],
  ['يوسف الخطيب', 'Youssef El Khatib'],
  ['عبد الرحمن منصور', 'Abdulrahman Mansour'],
  ['محمد حسن', 'Mohammed Hassan'],
  ['Антон Гребнев', 'Anton Grebnev'],
  ['Ксения Рузова', 'Kseniya Ruzova'],
  ['Надежда Орел', 'Orel Nadezhda'],
  ['Михаил Чехов', 'Mikhail Chekhov'],
  ['陈玉兰', 'Yulan Chen'],
  ['李浩然', 'Li Haoran'],
  ['José Müller', 'Jose Muller'],
  ['Renée Lefèvre', 'LEFEVRE Renee'],
])('%s and %s may be one person', (one, other) => {
  expect(likeness(who(one), who(other))).not.toBeNull();
});

test.each([
  ['Антон Гребнев', 'Igor Valenko'],
  ['陈玉兰', 'Li Haoran'],
  ['محمد حسن', 'Fatima Hassan'],
  ['Anna Petrova', 'Anton Petrov'],
  ['Ali', 'Ali'],
])('%s and %s are not suggested', (one, other) => {
  expect(likeness(who(one), who(other))).toBeNull();
});

test('a patronymic that one record leaves out does not matter', () => {
  expect(likeness(who('Антон Павлович Гребнев'), who('Anton Grebnev'))).toBe('sound');
});

test('two addresses, or two organisations in one script, speak against it', () => {
  const one = who('Amal Berrada', { email: 'a@x.example', organisation: 'Sorrel Coast' });
  expect(likeness(one, who('Amal Berrada', { email: 'b@x.example' }))).toBeNull();
  expect(likeness(one, who('Amal Berrada', { organisation: 'Tolmara' }))).toBeNull();
  expect(likeness(one, who('أمل برادة', { organisation: 'ساحل الحماض' }))).toBe('sound');
});

test('an office that shares one address is not one person', () => {
  const email = 'office@x.example';
  expect(likeness(who('Amal Berrada', { email }), who('Igor Valenko', { email }))).toBeNull();
});

test('what somebody decided is not suggested again', () => {
  const one = who('Антон Гребнев', { id: 'a' });
  const other = who('Anton Grebnev', { id: 'b' });
  expect(findDuplicates([one, other]).map(({ persons }) => persons.map(({ id }) => id))).toEqual([['a', 'b']]);
  expect(findDuplicates([one, { ...other, notSameAs: ['a'] }])).toEqual([]);
  expect(findDuplicates([one, { ...other, sameAs: 'a' }])).toEqual([]);
});

test('bidi marks, case and order of a name do not change its key', () => {
  expect(nameSkeletons('\u200fBERRADA,\u202b Amal\u202c')).toEqual(nameSkeletons('Amal Berrada'));
});

test('twenty thousand people are compared without comparing each with each', () => {
  const letters = 'bdfgklmnprstvz';
  const word = (seed: number) =>
    [0, 1, 2, 3].map((turn) => `${letters[(seed >> (turn * 3)) % letters.length]}a`).join('');
  const people = Array.from({ length: 20_000 }, (_, at) => who(`${word(at)} ${word(at * 7 + 3)}`, { id: `p${at}` }));
  const startedAt = performance.now();
  findDuplicates(people);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
