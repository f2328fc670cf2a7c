import { expect, test } from 'vitest';
import { pickText } from './pick-text.ts';

const values = { 'title.en': 'Cordon', 'title.ru': 'Оцепление', 'title.pt': 'Cordão', 'title.fr': '', state: 'draft' };

test('the language asked for comes first, then the one it was written in, then English', () => {
  expect(pickText(values, 'title', 'ru')).toEqual({ text: 'Оцепление', lang: 'ru' });
  expect(pickText(values, 'title', 'zh', 'pt')).toEqual({ text: 'Cordão', lang: 'pt' });
  expect(pickText(values, 'title', 'zh')).toEqual({ text: 'Cordon', lang: 'en' });
});

test('an empty text is no text, and a language nobody listed is better than none', () => {
  expect(pickText(values, 'title', 'fr')?.lang).toBe('en');
  expect(pickText({ 'title.pt': 'Cordão' }, 'title', 'en')?.lang).toBe('pt');
  expect(pickText({}, 'title', 'en')).toBeNull();
});
