import { expect, test } from 'vitest';
import { languages } from '../language.ts';
import { explainedPlaces } from './explained-places.ts';
import { acronymExplanations, termExplanations } from './explanations.ts';
import { termList } from './term-list.ts';

const found = (text: string, language: string) =>
  explainedPlaces(text, language).map(({ start, end, key }) => [text.slice(start, end), key]);

test('terms are found in every language as they are written there, inflected or with the article', () => {
  expect(found('Set the cordons, call the duty officer.', 'en')).toEqual([
    ['cordons', 'cordon'],
    ['duty officer', 'duty officer'],
  ]);
  expect(found('أقم الطوق الأمني.', 'ar')).toEqual([['الطوق الأمني', 'cordon']]);
  expect(found('Позвоните прокурору.', 'ru')).toEqual([['прокурору', 'prosecutor']]);
  expect(found('设置警戒线。', 'zh')).toEqual([['警戒线', 'cordon']]);
});

test('acronyms are found by their capitals only, and each is explained once', () => {
  expect(found('EOD before the sod; EOD again.', 'en')).toEqual([['EOD', 'EOD']]);
  expect(found('eod', 'en')).toEqual([]);
});

test('a language that the list does not have, and a book, have no explanations', () => {
  expect(found('cordon', 'de')).toEqual([]);
  expect(found('cordon '.repeat(10_000), 'en')).toEqual([]);
});

test('every explanation is of a term of the list and says something in each language', () => {
  for (const key of termExplanations.keys()) expect(termList.some(({ en }) => en === key)).toBe(true);
  for (const { means, full } of [...termExplanations.values(), ...acronymExplanations.values()]) {
    for (const language of languages) {
      expect(means[language].trim()).not.toBe('');
      if (full !== null) expect(full[language].trim()).not.toBe('');
    }
  }
});

test('[RN9] a term is explained under the words that people use for it, in Arabic with its article and particles too', () => {
  const found = (text: string, language: string) => explainedPlaces(text, language).map(({ key }) => key);
  expect(found('لا أحد يدخل الطوق أياً كانت رتبته.', 'ar')).toEqual(['cordon']);
  expect(found('بدّل أفراد الطوق بعد ساعة، وأبلغ المدعي العام المناوب.', 'ar')).toEqual(['cordon', 'prosecutor']);
  expect(found('Personne n’entre dans le périmètre de sécurité.', 'fr')).toEqual(['cordon']);
  expect(found('Nadie entra en el cordón, ni en el perímetro de seguridad.', 'es')).toEqual(['cordon']);
  // A perimeter alone may be any.
  expect(found('Le périmètre du contrôle.', 'fr')).toEqual([]);
  expect(found('El perímetro del control.', 'es')).toEqual([]);
});
