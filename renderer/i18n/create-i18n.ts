import {
  type BackendModule,
  createInstance,
  type i18n as I18n,
  type PostProcessorModule,
  type ResourceKey,
} from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/domain/language.ts';
import type { Vocabulary } from '../../shared/domain/vocabulary/vocabulary.ts';
import { createFormatters } from './format.ts';
import { isolate } from './isolate.ts';
import { isLanguage, languageInfo, languages } from './languages.ts';
import { withOneStop } from './one-stop.ts';
import { rememberTexts } from './remember-texts.ts';
import './resources.ts';
import { readVocabulary, type VocabularyTable, wordsUnder } from './vocabulary-words.ts';

/** Words needed before the first screen; each feature's own come with its route. */
const startNamespaces = ['app', 'ui', 'errors', 'data', 'records'];

/** One file per language: a language is read whole, so that no screen waits for words. */
const languageFiles: Readonly<Record<Language, () => Promise<{ words: Record<string, ResourceKey> }>>> = {
  ar: () => import('./ar/words.ts'),
  en: () => import('./en/words.ts'),
  es: () => import('./es/words.ts'),
  fr: () => import('./fr/words.ts'),
  ru: () => import('./ru/words.ts'),
  zh: () => import('./zh/words.ts'),
};

/** The vocabulary that an instance speaks. */
interface Spoken {
  vocabulary: Vocabulary;
  table: VocabularyTable;
}

const spokenBy = new WeakMap<I18n, Spoken>();

function wordsFromFiles(spoken: Spoken): BackendModule {
  return {
    type: 'backend',
    init() {},
    read(language, namespace, done) {
      if (!isLanguage(language)) return done(new Error(`No words in ${language}`), null);
      languageFiles[language]().then(
        ({ words }) => {
          const found = words[`./${namespace}.json`];
          if (found === undefined) done(new Error(`No words for ${namespace} in ${language}`), null);
          else done(null, wordsUnder(spoken.table, language, namespace, found));
        },
        (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause)), null),
      );
    },
  };
}

const oneStop: PostProcessorModule = { type: 'postProcessor', name: 'one-stop', process: withOneStop };

/**
 * Starts the words in one language. Resolves when the start namespaces are there.
 *
 * Plurals follow `Intl.PluralRules` (key suffixes `_zero _one _two _few _many _other`); `{{value, number}}` writes a
 * number of the language; a value that runs the other way is isolated (see isolate.ts), and one that ends in a stop ends the sentence (one-stop.ts).
 */
export async function createI18n(
  language: Language,
  namespaces: readonly string[] = [],
  vocabulary: Vocabulary = 'plain',
): Promise<I18n> {
  const i18n = createInstance();
  const spoken: Spoken = { vocabulary, table: await readVocabulary(vocabulary) };
  spokenBy.set(i18n, spoken);
  const dirOf = (code: string | undefined) => languageInfo(asLanguage(code)).dir;
  await i18n
    .use(wordsFromFiles(spoken))
    .use(initReactI18next)
    .use(oneStop)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: languages.map((known) => known.code),
      ns: [...startNamespaces, ...namespaces],
      defaultNS: 'app',
      returnNull: false,
      postProcess: [oneStop.name],
      react: { useSuspense: false },
      interpolation: {
        escapeValue: true, // React escapes markup; this hook isolates directions instead
        escape: (value: unknown) => isolate(String(value), dirOf(i18n.resolvedLanguage ?? i18n.language)),
      },
    });
  rememberTexts(i18n);
  i18n.services.formatter?.add('number', (value, code) => createFormatters(asLanguage(code)).number(Number(value)));
  return i18n;
}

/**
 * Speaks of exercises and reviews in the words of a vocabulary from now on, in every language ([VO1]); what is on the screen is
 * said anew. Resolves when it is so. Asked again meanwhile, the last wish holds.
 */
export async function speakIn(i18n: I18n, vocabulary: Vocabulary): Promise<void> {
  const spoken = spokenBy.get(i18n);
  if (spoken === undefined) throw new Error('speakIn needs an instance that createI18n made');
  if (spoken.vocabulary === vocabulary) return;
  spoken.vocabulary = vocabulary;
  const table = await readVocabulary(vocabulary);
  if (spoken.vocabulary !== vocabulary) return;
  spoken.table = table;
  await i18n.reloadResources();
  i18n.emit('languageChanged', i18n.language); // what the screens listen to; the language is the same
}

function asLanguage(code: string | undefined): Language {
  return code !== undefined && isLanguage(code) ? code : 'en';
}
