/**
 * How often a word that stands in one text only leads to that text among the first thirty, in each of six languages, over
 * texts that nobody of this project wrote (`--texts FOLDER`, laid out as training-course-six-languages, who-health-emergency,
 * udhr and parallel-un-sdg are). The other libraries answer the same questions in the same run.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, languages } from '../../shared/domain/language.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { type FindTexts, ours, type PlainText, searchPeers } from './search-peers.ts';

export const searchRecall: Figure = {
  name: 'search recall',
  measure: async (context) => measureRecall(context),
};

/** What somebody scans. */
const seen = 30;
const queriesPerLanguage = 1_000;
const wordsPerText = 2;
const wanted = 99;

async function measureRecall({ texts: folder, say }: BenchContext): Promise<readonly Row[]> {
  if (folder === null) {
    say('  search recall is left out: --texts FOLDER names texts in six languages');
    return [];
  }
  const texts = await readTexts(folder);
  const asked = new Map(languages.map((language) => [language, questionsOf(texts, language)]));
  const recalls = new Map<string, Map<Language, number>>();
  for (const engine of [ours, ...(await searchPeers(say))]) {
    const find = await engine.build(texts);
    const byLanguage = new Map<Language, number>();
    for (const [language, questions] of asked) byLanguage.set(language, await recallOf(find, questions));
    recalls.set(engine.name, byLanguage);
    say(`  ${engine.name}: ${[...byLanguage].map(([key, value]) => `${key} ${value.toFixed(1)} %`).join(', ')}`);
  }
  say(`  ${texts.length} texts; asked ${[...asked].map(([key, { length }]) => `${key} ${length}`).join(', ')}`);
  return languages.map((language) => rowOf(language, recalls));
}

function rowOf(language: Language, recalls: ReadonlyMap<string, ReadonlyMap<Language, number>>): Row {
  const of = (name: string) => recalls.get(name)?.get(language) ?? 0;
  const others = [...recalls.keys()].filter((name) => name !== ours.name);
  const best = others.reduce((one, other) => (of(other) > of(one) ? other : one));
  return {
    name: `search recall, ${language}`,
    value: of(ours.name),
    unit: '%',
    baseline: of(best),
    beside: `${best}, the best of the others`,
    goal: wanted,
    atLeast: true,
  };
}

interface Question {
  readonly word: string;
  readonly text: number;
}

async function recallOf(find: FindTexts, questions: readonly Question[]): Promise<number> {
  let found = 0;
  for (const { word, text } of questions) if ((await find(word, seen)).includes(text)) found += 1;
  return (100 * found) / questions.length;
}

/** For each text its longest words that stand in no other of its language; of Chinese, three characters that do. */
function questionsOf(all: readonly PlainText[], language: Language): Question[] {
  const texts = all.filter((text) => text.language === language);
  const places = new Map<string, Set<number>>();
  const wordsOf = new Map(texts.map(({ id, body }) => [id, new Set(wordsIn(body, language))]));
  for (const [id, words] of wordsOf) for (const word of words) (places.get(word) ?? setAt(places, word)).add(id);
  const questions = texts.flatMap(({ id }) => {
    const alone = [...(wordsOf.get(id) ?? [])].filter((word) => places.get(word)?.size === 1);
    const longest = alone.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return longest.slice(0, wordsPerText).map((word): Question => ({ word, text: id }));
  });
  const step = Math.max(1, questions.length / queriesPerLanguage);
  return Array.from({ length: Math.min(questions.length, queriesPerLanguage) }, (_, at) => {
    return questions[Math.floor(at * step)] as Question;
  });
}

function setAt(places: Map<string, Set<number>>, word: string): Set<number> {
  const made = new Set<number>();
  places.set(word, made);
  return made;
}

const scripts: Readonly<Record<Language, RegExp>> = {
  ar: /^[\p{Script=Arabic}\p{M}]+$/u,
  en: /^[\p{Script=Latin}\p{M}]+$/u,
  es: /^[\p{Script=Latin}\p{M}]+$/u,
  fr: /^[\p{Script=Latin}\p{M}]+$/u,
  ru: /^[\p{Script=Cyrillic}\p{M}]+$/u,
  zh: /^\p{Script=Han}+$/u,
};

function wordsIn(body: string, language: Language): string[] {
  if (language === 'zh') {
    return body
      .split(/[^\p{Script=Han}]+/u)
      .flatMap((run) => Array.from({ length: Math.max(0, run.length - 2) }, (_, at) => run.slice(at, at + 3)));
  }
  const words = body.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u);
  return words.filter((word) => word.length >= 4 && scripts[language].test(word));
}

/** Paragraphs of every file, each once; shorter lines say nothing of their own. */
async function readTexts(folder: string): Promise<PlainText[]> {
  const texts: PlainText[] = [];
  const known = new Set<string>();
  for (const language of languages) {
    for (const file of await filesOf(folder, language)) {
      for (const body of paragraphsOf(await readFile(file, 'utf8'), language)) {
        if (known.has(body)) continue;
        known.add(body);
        texts.push({ id: texts.length, language, title: '', body });
      }
    }
  }
  if (texts.length === 0) throw new Error(`no texts of six languages in ${folder}`);
  return texts;
}

/** What a language is called in the names of files. */
const udhrNames = { ar: 'arb', en: 'eng', es: 'spa', fr: 'fra', ru: 'rus', zh: 'cmn_hans' } as const;

async function filesOf(folder: string, language: Language): Promise<string[]> {
  const inFolder = async (...path: readonly string[]) => {
    const place = join(folder, ...path);
    return (await readdir(place).catch(() => [])).map((name) => join(place, name));
  };
  const health = await inFolder('who-health-emergency');
  const rights = await inFolder('udhr');
  return [
    ...(await inFolder('training-course-six-languages', language)),
    ...(await inFolder('parallel-un-sdg', language === 'zh' ? 'zh-Hans' : language)),
    ...health.filter((name) => name.endsWith(`.${language}.yaml`)),
    ...rights.filter((name) => name.endsWith(`${udhrNames[language]}.html`)),
  ].sort();
}

const shortest = { zh: 12, other: 40 };

function paragraphsOf(content: string, language: Language): string[] {
  return content
    .replace(/https?:\/\/\S+|\]\([^)]*\)|<[^>]*>/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line.length >= (language === 'zh' ? shortest.zh : shortest.other));
}
