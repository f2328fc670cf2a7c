import { expect, test } from 'vitest';
import { pickListed, pickText } from './localised.ts';

const values = { 'title.en': 'Cordon', 'title.ru': 'Оцепление', 'title.pt': 'Cordão', 'title.fr': '', state: 'draft' };

test('the language asked for comes first, then the one it was written in, then English', () => {
  expect(pickListed(values, 'title', 'ru')).toEqual({ text: 'Оцепление', lang: 'ru' });
  expect(pickListed({ ...values, language: 'pt' }, 'title', 'zh')).toEqual({ text: 'Cordão', lang: 'pt' });
  expect(pickListed(values, 'title', 'zh')).toEqual({ text: 'Cordon', lang: 'en' });
});

test('an empty text is no text, and a language nobody listed is better than none', () => {
  expect(pickListed(values, 'title', 'fr')?.lang).toBe('en');
  expect(pickListed({ 'title.pt': 'Cordão' }, 'title', 'en')?.lang).toBe('pt');
  expect(pickListed({}, 'title', 'en')).toBeNull();
});

test('a regional text answers for its language, and a wish for a region for the language itself', () => {
  expect(pickText({ 'ar-EG': 'طوق', en: 'Cordon' }, 'ar', 'en')).toEqual({ text: 'طوق', lang: 'ar-EG' });
  expect(pickText({ ar: 'طوق', en: 'Cordon' }, 'ar-EG', 'en')?.lang).toBe('ar');
});

test('the order in which languages arrived does not decide what is shown', () => {
  expect(pickText({ tr: 'Kordon', pt: 'Cordão' }, 'en', undefined)?.lang).toBe('pt');
  expect(pickText({ pt: 'Cordão', tr: 'Kordon' }, 'en', undefined)?.lang).toBe('pt');
});
