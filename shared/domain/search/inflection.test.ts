import { expect, test } from 'vitest';
import { foldText } from '../names/fold-text.ts';
import { stemOf } from './inflection.ts';

test.each([
  ['cordon', 'cordons'],
  ['agency', 'agencies'],
  ['evacuate', 'evacuated'],
  ['report', 'reporting'],
  ['voyageur', 'voyageurs'],
  ['caller', 'callers'],
  ['unplug', 'unplugged'],
  ['réseau', 'réseaux'],
  ['oficial', 'oficiales'],
  ['свидетель', 'свидетелей'],
  ['персональный', 'персональных'],
  ['семья', 'семей'],
  ['قنصلية', 'قنصليات'],
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
  expect(stemOf(foldText(one))?.key).toBe(stemOf(foldText(other))?.key);
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
