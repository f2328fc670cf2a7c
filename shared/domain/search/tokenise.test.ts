import { describe, expect, test } from 'vitest';
import { tokenise, typedWords } from './tokenise.ts';

const terms = (text: string) => tokenise(text).map((token) => token.term);

describe('tokenise', () => {
  test('folds case, accents and compatibility forms', () => {
    expect(terms('Évacuation IMMÉDIATE ﬁn')).toEqual(['evacuation', 'immediate', 'fin']);
    expect(terms('Straße Œuvre')).toEqual(['strasse', 'oeuvre']);
  });

  test('folds Arabic alef, teh and yeh, drops vowels and tatweel', () => {
    expect(terms('إخلاءُ المَحَطّةِ')).toEqual(terms('اخلاء المحطه'));
    expect(terms('مـــحطة')).toEqual(['محطه']);
    expect(terms('مبنى')).toEqual(['مبني']);
    expect(terms('آثار ٱلطريق')).toEqual(['اثار', 'الطريق']);
  });

  test('folds Cyrillic yo', () => {
    expect(terms('Отчёт ЁМКОСТЬ')).toEqual(terms('отчет емкость'));
  });

  test('cuts Chinese into overlapping pairs and keeps the last character', () => {
    expect(terms('设置警戒线')).toEqual(['设置', '置警', '警戒', '戒线', '线']);
    expect(typedWords('警戒线').flatMap(({ terms }) => terms)).toEqual(['警戒', '戒线']);
    expect(typedWords('线').flatMap(({ terms }) => terms)).toEqual(['线']);
  });

  test('reads digits of any script as the same number', () => {
    expect(terms('١٢ ۱۲ 12 １２')).toEqual(['12', '12', '12', '12']);
  });

  test('ignores characters that only steer direction', () => {
    expect(terms('cor\u202edon \u2068alpha\u2069')).toEqual(['cordon', 'alpha']);
  });

  test('says where each term stands in the text as written', () => {
    const text = 'Ne pas toucher l’e\u0301vacue\u0301 !';
    const token = tokenise(text).at(-1);
    expect(text.slice(token?.start, token?.end)).toBe('e\u0301vacue\u0301');
  });

  test('counts a character outside the basic plane as two units', () => {
    const text = '𠀀𠀁 cordon';
    const token = tokenise(text).at(-1);
    expect(text.slice(token?.start, token?.end)).toBe('cordon');
  });
});
