import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../catalogue.ts';
import { choiceOf, vocabularyOf } from './vocabulary.ts';

const scopes = [
  { id: 'network', name: 'Network' },
  { id: 'north', name: 'North', centre: 'North' },
  { id: 'north-2', name: 'North, courses', centre: 'North' },
  { id: 'south', name: 'South', centre: 'South' },
];

const chosen = (id: string, scope: string, vocabulary: string, changedAt = 1, deleted = false): CatalogueEntry => ({
  ...{ id, scope, type: 'vocabulary-choice', parent: '', values: { vocabulary }, deleted, conflicts: 0, behind: [] },
  changedAt,
});

test('[VO2] of several choices of a centre the one changed last holds, of the same moment the greater id', () => {
  const both = [chosen('a', 'north', 'uk', 2), chosen('b', 'north-2', 'nato', 1)];
  expect(choiceOf(both, scopes, 'North')?.id).toBe('a');
  const atOnce = [chosen('a', 'north', 'uk', 2), chosen('b', 'north-2', 'nato', 2)];
  expect(choiceOf(atOnce, scopes, 'North')?.id).toBe('b');
  expect(choiceOf([...atOnce].reverse(), scopes, 'North')?.id).toBe('b');
});

test('[VO3] a person reads in the words of their centre, else of the network, else in plain ones', () => {
  const entries = [chosen('a', 'network', 'iso', 9), chosen('b', 'north', 'uk', 1)];
  expect(vocabularyOf(entries, scopes, 'North')).toBe('uk');
  expect(vocabularyOf(entries, scopes, 'South')).toBe('iso');
  expect(vocabularyOf([], scopes, 'South')).toBe('plain');
});

test('[VO3] what is deleted, or of a newer edition, or in a scope that is not here, does not count', () => {
  expect(vocabularyOf([chosen('a', 'north', 'uk', 1, true)], scopes, 'North')).toBe('plain');
  expect(vocabularyOf([chosen('a', 'north', 'klingon')], scopes, 'North')).toBe('plain');
  expect(vocabularyOf([chosen('a', 'gone', 'uk')], scopes, 'North')).toBe('plain');
});

test('[VO3] a centre may choose plain words where the network has others', () => {
  expect(vocabularyOf([chosen('a', 'network', 'iso'), chosen('b', 'north', 'plain')], scopes, 'North')).toBe('plain');
});
