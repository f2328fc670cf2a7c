import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../catalogue.ts';
import { joinedInto, type PersonRow, personResolver, rosterOf, withdrawnOf } from './roster.ts';

const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  ...{ id, name: id, transliteration: '', organisation: '', role: '', email: '', sameAs: null, notSameAs: [] },
  ...more,
});
const known = (...rows: PersonRow[]) => new Map(rows.map((row) => [row.id, row]));
const enrolled = (id: string, who: string, status = 'enrolled') =>
  ({ id, values: { person: who, status } }) as unknown as CatalogueEntry;

test('somebody put down on two laptops apart is one row', () => {
  const rows = rosterOf([enrolled('1', 'amal'), enrolled('2', 'amal')], known(person('amal')));
  expect(rows.map(({ enrolments }) => enrolments)).toEqual([['1', '2']]);
});

test('two records that are the same person are one row, under the one that is kept', () => {
  const persons = known(person('amal'), person('amal2', { sameAs: 'amal' }));
  const rows = rosterOf([enrolled('1', 'amal2'), enrolled('2', 'amal')], persons);
  expect(rows.map((row) => row.person.id)).toEqual(['amal']);
});

test('who is enrolled and withdrawn apart stays on the roster; who is only withdrawn does not', () => {
  const persons = known(person('amal'), person('igor'));
  const rows = rosterOf(
    [enrolled('1', 'amal', 'withdrawn'), enrolled('2', 'amal'), enrolled('3', 'igor', 'withdrawn')],
    persons,
  );
  expect(rows.map((row) => row.person.id)).toEqual(['amal']);
});

test('an enrolment makes a walk-in a regular participant', () => {
  const rows = rosterOf([enrolled('1', 'amal', 'walk-in'), enrolled('2', 'amal')], known(person('amal')));
  expect(rows[0]?.isWalkIn).toBe(false);
});

test('two laptops that pointed the records at each other agree on one', () => {
  const personOf = personResolver(known(person('b', { sameAs: 'a' }), person('a', { sameAs: 'b' })));
  expect([personOf('a'), personOf('b')]).toEqual(['a', 'a']);
});

test('who was taken off is listed with every record of theirs, and not while another record keeps them on', () => {
  const persons = known(person('amal'), person('igor'));
  const rows = withdrawnOf(
    [enrolled('1', 'amal', 'withdrawn'), enrolled('2', 'amal'), enrolled('3', 'igor', 'withdrawn')],
    persons,
  );
  expect(rows.map((row) => [row.person.id, row.enrolments])).toEqual([['igor', ['3']]]);
});

test('a person knows which records are shown as theirs, over more than one step', () => {
  const persons = known(person('a'), person('b', { sameAs: 'a' }), person('c', { sameAs: 'b' }), person('d'));
  expect(joinedInto('a', persons).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(joinedInto('d', persons)).toEqual([]);
});
