import { expect, test } from 'vitest';
import { stemOf } from './inflection.ts';

test.each([
  ['cordon', 'cordons'],
  ['agency', 'agencies'],
  ['evacuate', 'evacuated'],
  ['report', 'reporting'],
  ['voyageur', 'voyageurs'],
  ['signal', 'signaux'],
  ['mesure', 'mesures'],
  ['cordon', 'cordones'],
  ['herido', 'heridas'],
  ['оцепление', 'оцеплением'],
  ['граница', 'границе'],
  ['отряд', 'отрядами'],
  ['محطه', 'محطات'],
  ['مراقب', 'مراقبون'],
])('%s and %s are forms of one word', (one, other) => {
  expect(stemOf(one)?.key).toBe(stemOf(other)?.key);
});

test.each([
  ['bus', 'bag'],
  ['agency', 'agent'],
  ['граница', 'граната'],
  ['محطه', 'محضر'],
])('%s and %s are not', (one, other) => {
  expect(stemOf(one)?.key).not.toBe(stemOf(other)?.key);
});

test('Chinese has no endings', () => expect(stemOf('警戒')).toBeNull());
