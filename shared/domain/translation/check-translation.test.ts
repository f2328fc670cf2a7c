import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTranslation } from './check-translation.ts';

const said = (source: string, target: string, lang = 'ar') =>
  checkTranslation(source, target, lang).map((each) => ('detail' in each ? `${each.kind} ${each.detail}` : each.kind));

test('a good translation has no problem: own digits, own marks, own way to write numbers', () => {
  expect(said('Clear 100 m for a bag, 2.5 km for a lorry.', 'أخلِ ١٠٠ م حول الحقيبة و2,5 كم حول الشاحنة.')).toEqual([]);
  expect(said('Is it 10,000?', 'Is es 10 000 ?', 'de')).toEqual([]);
  expect(said('Call at once!', '立即致电！', 'zh')).toEqual([]);
  expect(said('Ask __place__:value (TLP:AMBER).', 'اسأل __place__:value (TLP:AMBER).')).toEqual([]);
});

test('numbers, variables and marks that are missing or too much are named', () => {
  expect(said('Clear 100 m and 200 m', 'أخلِ 50 م و200 م')).toEqual(['number-missing 100', 'number-extra 50']);
  expect(said('Ask __place__:value', 'اسأل __ort__:value')).toEqual([
    'placeholder-missing __place__:value',
    'placeholder-extra __ort__:value',
  ]);
  expect(said('Marked TLP:AMBER+STRICT', 'الوسم TLP:AMBER')).toEqual(['mark-missing TLP:AMBER+STRICT']);
  expect(said('Marked TLP:RED', 'الوسم أحمر')).toEqual(['mark-missing TLP:RED']);
});

test('the end of a text keeps its meaning, in the form of its language', () => {
  expect(said('Do not touch it.', 'لا تلمسه')).toEqual(['ending-missing .']);
  expect(said('Is it suspicious?', 'هل هو مشبوه')).toEqual(['ending-missing ؟']);
  expect(said('Set the cordon', '设置警戒线。', 'zh')).toEqual(['ending-extra 。']);
  expect(said('“Do not touch it.”', '«لا تلمسه.»')).toEqual([]);
});

test('what was copied and not translated is named; a name alone may stay as it is', () => {
  expect(said('Call the duty officer', 'Call the duty officer')).toEqual(['untranslated']);
  expect(said('Tidewatch', 'Tidewatch')).toEqual([]);
});

test('an empty text has no problems: it is new', () => {
  expect(said('Clear 100 m.', '  ')).toEqual([]);
});

test('a text never has a problem with itself but for being untranslated', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(checkTranslation(text, text, 'en').filter(({ kind }) => kind !== 'untranslated')).toEqual([]);
    }),
  );
});
