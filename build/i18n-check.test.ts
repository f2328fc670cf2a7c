import { describe, expect, test } from 'vitest';
import { checkWords } from './i18n-check.ts';
import { findKeys } from './i18n-usage.ts';
import { checkVocabularies, type VocabularyTable } from './i18n-vocabulary.ts';
import { type Catalogue, interfaceLanguages } from './i18n-words.ts';

type Changes = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

const stepForms: Readonly<Record<string, readonly string[]>> = {
  en: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  es: ['one', 'many', 'other'],
  fr: ['one', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  zh: ['other'],
};

/** A catalogue without faults, changed per language. */
function catalogueWith(changes: Changes = {}, notes: Readonly<Record<string, string>> = {}): Catalogue {
  const files = new Map<string, Map<string, string>>();
  for (const language of interfaceLanguages) {
    const words = new Map([
      ['list.title', `${language}-title`],
      ['list.hello', `${language} {{name}}`],
    ]);
    for (const form of stepForms[language] ?? []) words.set(`steps_${form}`, `{{count, number}} ${language}-${form}`);
    for (const [key, text] of Object.entries(changes[language] ?? {})) {
      if (text === undefined) words.delete(key);
      else words.set(key, text);
    }
    files.set(`${language}/runs`, words);
  }
  const sentences = new Map(Object.entries(notes));
  return {
    files,
    namespaces: ['runs'],
    notes: sentences.size > 0 ? new Map([['runs', sentences]]) : new Map(),
    problems: [],
  };
}

const allUsed = [
  findKeys(
    'renderer/features/runs/screen.tsx',
    "const { t } = useTranslation('runs'); t('list.title'); t('steps', { count: 2 }); t(here ? 'list.hello' : 'list.title');",
  ),
];

const problemsWith = (changes: Changes) => checkWords(catalogueWith(changes), allUsed);

describe('words of six languages', () => {
  test('no problem when all is there', () => {
    expect(problemsWith({})).toEqual([]);
  });

  test('a key missing in one language', () => {
    expect(problemsWith({ fr: { 'list.title': undefined } })).toEqual(['fr/runs: list.title is missing']);
  });

  test('a key that English lacks', () => {
    expect(problemsWith({ zh: { 'list.more': '更多' } })).toEqual(['zh/runs: list.more is not in English']);
  });

  test('a plural form that the language needs, and one that it does not have', () => {
    expect(problemsWith({ ru: { steps_few: undefined } })).toEqual(['ru/runs: steps lacks the plural form _few']);
    expect(problemsWith({ zh: { steps_one: '{{count, number}}' } })).toEqual([
      'zh/runs: steps (_one) is no plural form of this language',
    ]);
  });

  test('a placeholder lost, and one invented', () => {
    expect(problemsWith({ ar: { 'list.hello': 'مرحبا {{nom}}' } })).toEqual([
      'ar/runs: list.hello has other placeholders than English: lacks name, adds nom',
    ]);
  });

  test('the count may be said in words only where the form means one number', () => {
    expect(problemsWith({ ar: { steps_two: 'خطوتان' } })).toEqual([]);
    expect(problemsWith({ ru: { steps_one: 'один шаг' } })).toEqual([
      'ru/runs: steps (_one) has other placeholders than English: lacks count',
    ]);
  });

  test('an empty text, and a phrase left in English', () => {
    const english = { 'list.title': 'All running playbooks' };
    expect(problemsWith({ es: { 'list.title': ' ' } })).toEqual(['es/runs: list.title is empty']);
    expect(problemsWith({ en: english, es: english })).toEqual(['es/runs: list.title is still English']);
  });

  test('the marks of each language', () => {
    const faulty: Readonly<Record<string, readonly string[]>> = {
      fr: ['Pourquoi ?', 'Langue : {{name}}', '« {{name}} »'],
      zh: ['没有,{{name}}', '搜索 (全部)'],
      ar: ['هنا, {{name}}', 'أو\u064b\u0627 {{name}}', '“{{name}}”'],
      es: ['Por qué {{name}}?'],
      en: ["Don't {{name}}", 'Wait {{name}}...'],
    };
    for (const [language, texts] of Object.entries(faulty)) {
      for (const text of texts) {
        const said = problemsWith({ [language]: { 'list.hello': text.includes('{{') ? text : `${text} {{name}}` } });
        expect(said, text).toHaveLength(1);
      }
    }
    expect(problemsWith({ fr: { 'list.hello': '«\u00a0{{name}}\u00a0»\u202f!' } })).toEqual([]);
  });

  test('a language without the file', () => {
    const catalogue = catalogueWith();
    const files = new Map(catalogue.files);
    files.delete('ar/runs');
    expect(checkWords({ ...catalogue, files }, allUsed)).toEqual(['ar/runs.json is missing']);
  });

  test('notes for translators, where there are any, cover every key and no other', () => {
    const notes = { 'list.title': 'Heading.', 'list.hello': 'Greeting.', steps: 'How many.', gone: 'Old.' };
    expect(checkWords(catalogueWith({}, notes), allUsed)).toEqual(['notes.runs.json: gone does not exist']);
    expect(checkWords(catalogueWith({}, { 'list.title': 'Heading.', steps: 'How many.' }), allUsed)).toEqual([
      'notes.runs.json: no sentence for translators about list.hello',
    ]);
  });
});

describe('use of words', () => {
  const problemsOf = (code: string) => checkWords(catalogueWith(), [...allUsed, findKeys('renderer/x.tsx', code)]);

  test('a key without words, by hook and by prefix', () => {
    expect(problemsOf("const { t } = useTranslation('runs'); t('list.titel');")).toEqual([
      'renderer/x.tsx:1: no words for runs:list.titel',
    ]);
    expect(problemsOf("label: (t) => t('runs:list.titel')")).toEqual([
      'renderer/x.tsx:1: no words for runs:list.titel',
    ]);
  });

  test('a key that is put together', () => {
    expect(problemsOf("t('list.' + part)")).toEqual([
      "renderer/x.tsx:1: t('list.' + part) is no literal key; write t('place.element.state') per case",
    ]);
  });

  test('a family of keys over a closed choice uses all of them, and needs some', () => {
    expect(findKeys('a.tsx', 't(`list.$' + '{state}`)').uses.map(({ key }) => key)).toEqual(['list.']);
    expect(problemsOf('t(`list.$' + '{state}`)')).toEqual([]);
    expect(problemsOf("const { t } = useTranslation('runs'); t(`lists.$" + '{state}`)')).toEqual([
      'renderer/x.tsx:1: no words for runs:lists.',
    ]);
    expect(problemsOf('t(`list.$' + '{state}.title`)')[0]).toContain('is no literal key');
  });

  test('keys in conditions, arrays, Trans and TFunction are seen', () => {
    const code =
      "function a(t: TFunction<'runs'>) { return t(['steps', 'list.title']); }\nconst b = <Trans i18nKey=\"runs:list.hello\" />;";
    expect(findKeys('a.tsx', code).uses.map(({ key, namespaces }) => [key, namespaces])).toEqual([
      ['steps', ['runs']],
      ['list.title', ['runs']],
      ['list.hello', ['runs']],
    ]);
  });

  test('a word that nothing shows', () => {
    expect(checkWords(catalogueWith(), [])).toEqual(
      ['list.title', 'list.hello', 'steps'].map((key) => `en/runs: ${key} is used nowhere; delete it in all languages`),
    );
  });
});

describe('[VO5] tables of vocabularies', () => {
  const everywhere = (word: string) => Object.fromEntries(interfaceLanguages.map((language) => [language, word]));
  const problemsOf = (words: VocabularyTable[string]) =>
    checkVocabularies(catalogueWith(), new Map([['navy', { runs: words }]]), ['plain', 'navy']);

  test('no problem with six languages, plural forms and a language that keeps its word', () => {
    const inRussian = (stepForms.ru ?? []).map((form) => {
      const having = interfaceLanguages.filter((each) => stepForms[each]?.includes(form));
      const words = having.map((each) => [each, each === 'ru' ? '{{count, number}} миль' : '=']);
      return [`steps_${form}`, Object.fromEntries(words)];
    });
    expect(problemsOf({ 'list.title': { ...everywhere('='), en: 'Log' }, ...Object.fromEntries(inRussian) })).toEqual(
      [],
    );
  });

  test('a key that does not exist, a language that is left out, a table that changes nothing', () => {
    const { fr, ...without } = everywhere('Log');
    expect(fr).toBe('Log');
    expect(problemsOf({ 'list.gone': everywhere('Log'), 'list.title': without })).toEqual([
      'vocabulary/navy.json: runs:list.gone does not exist',
      'vocabulary/navy.json: runs:list.title lacks fr',
    ]);
    expect(problemsOf({ 'list.title': everywhere('=') })).toEqual([
      'vocabulary/navy.json: runs:list.title changes nothing',
    ]);
  });

  test('a word that is the plain one, lost its value or breaks its line', () => {
    const words = { ...everywhere('='), en: 'en-title' };
    expect(problemsOf({ 'list.title': { ...words, zh: '日志' } })).toEqual([
      'vocabulary/navy.json: runs:list.title (en) is the plain word: write =',
    ]);
    expect(problemsOf({ 'list.hello': { ...everywhere('='), en: 'Ahoy', fr: 'Salut {{name}} !' } })).toEqual([
      'vocabulary/navy.json: runs:list.hello (en) has other placeholders than the plain word',
      expect.stringMatching(/runs:list\.hello \(fr\) breaks a line/),
    ]);
  });

  test('one form of a plural without the others', () => {
    const having = interfaceLanguages.filter((each) => stepForms[each]?.includes('one'));
    const one = Object.fromEntries(having.map((each) => [each, each === 'en' ? '{{count}} mile' : '=']));
    expect(problemsOf({ steps_one: one })).toEqual([
      'vocabulary/navy.json: runs:steps_other lacks en, which steps_one has',
    ]);
  });

  test('a vocabulary without a table, and a table without a name', () => {
    expect(checkVocabularies(catalogueWith(), new Map([['army', {}]]), ['plain', 'navy'])).toEqual([
      'vocabulary/navy.json is missing',
      'vocabulary/army.json is no vocabulary',
    ]);
  });
});
