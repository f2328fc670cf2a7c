/** Checks the words of the interface: same keys, plural forms and placeholders in six languages, no key unused or missing. */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CheckStep } from './check-step.ts';
import { typographyFaults } from './i18n-typography.ts';
import { type FileUsage, findKeys } from './i18n-usage.ts';
import { checkVocabularies, readVocabularyTables } from './i18n-vocabulary.ts';
import {
  type Catalogue,
  groupForms,
  interfaceLanguages,
  placeholdersOf,
  pluralBasesOf,
  readCatalogue,
  type Words,
} from './i18n-words.ts';
import { filesBelow } from './source-hash.ts';

/** Keyed by failure kind, looked up in one place (renderer/i18n/failure-text.ts); a type demands every kind. */
const dynamicNamespaces = new Set(['errors']);
const dynamicPlace = 'renderer/i18n/failure-text.ts';

export const wordsStep: CheckStep = {
  name: 'words (i18n)',
  async run(root) {
    const catalogue = await readCatalogue(join(root, 'renderer', 'i18n'));
    const isSource = (path: string) => /(?<!\.test|\.d)\.tsx?$/.test(path);
    const usages: FileUsage[] = [];
    for (const path of await filesBelow(join(root, 'renderer'), isSource)) {
      const name = relative(root, path).replaceAll('\\', '/');
      if (name !== dynamicPlace) usages.push(findKeys(name, await readFile(path, 'utf8')));
    }
    const tables = await readVocabularyTables(join(root, 'renderer', 'i18n', 'vocabulary'));
    return [...checkWords(catalogue, usages), ...checkVocabularies(catalogue, tables)];
  },
};

/** All problems of a catalogue and its use. */
export function checkWords(catalogue: Catalogue, usages: readonly FileUsage[]): string[] {
  if (catalogue.namespaces.length === 0) return ['there are no words under renderer/i18n'];
  const problems = [...catalogue.problems, ...usages.flatMap((usage) => usage.problems)];
  for (const namespace of catalogue.namespaces) problems.push(...compareLanguages(catalogue, namespace));
  return [...problems, ...compareUse(catalogue, usages), ...checkNotes(catalogue)];
}

function wordsOf(catalogue: Catalogue, namespace: string): Words[] {
  return interfaceLanguages.flatMap((language) => catalogue.files.get(`${language}/${namespace}`) ?? []);
}

function keysOf(catalogue: Catalogue, namespace: string): Set<string> {
  const english = catalogue.files.get(`en/${namespace}`) ?? new Map<string, string>();
  return new Set(groupForms(english, pluralBasesOf(wordsOf(catalogue, namespace))).keys());
}

function compareLanguages(catalogue: Catalogue, namespace: string): string[] {
  const bases = pluralBasesOf(wordsOf(catalogue, namespace));
  const english = groupForms(catalogue.files.get(`en/${namespace}`) ?? new Map(), bases);
  return interfaceLanguages.flatMap((language) => {
    const file = `${language}/${namespace}`;
    const words = catalogue.files.get(file);
    if (words === undefined) return [`${file}.json is missing`];
    const here = groupForms(words, bases);
    const missing = [...english.keys()].filter((key) => !here.has(key)).map((key) => `${file}: ${key} is missing`);
    const extra = [...here.keys()].filter((key) => !english.has(key)).map((key) => `${file}: ${key} is not in English`);
    const wrong = [...here].flatMap(([key, forms]) =>
      compareForms(language, forms, english.get(key) ?? forms).map((problem) => `${file}: ${key} ${problem}`),
    );
    return [...missing, ...extra, ...wrong];
  });
}

function compareForms(
  language: string,
  forms: ReadonlyMap<string, string>,
  english: ReadonlyMap<string, string>,
): string[] {
  const problems: string[] = [];
  const isPlural = !english.has('') || !forms.has('');
  const wanted = isPlural ? new Intl.PluralRules(language).resolvedOptions().pluralCategories : [''];
  for (const category of wanted) if (!forms.has(category)) problems.push(`lacks the plural form _${category}`);
  const promised = union([...english.values()].map(placeholdersOf));
  const promisedTags = union([...english.values()].map(tags));
  for (const [category, text] of forms) {
    const label = category === '' ? '' : `(_${category}) `;
    if (!wanted.includes(category as Intl.LDMLPluralRule)) problems.push(`${label}is no plural form of this language`);
    if (text.trim() === '') problems.push(`${label}is empty`);
    problems.push(...typographyFaults(language, text).map((fault) => `${label}${fault}`));
    const mayOmitCount = category !== '' && meansOneNumber(language, category);
    const gap = difference(promised, placeholdersOf(text), mayOmitCount);
    if (gap !== '') problems.push(`${label}has other placeholders than English: ${gap}`);
    const tagGap = difference(promisedTags, tags(text), false);
    if (tagGap !== '') problems.push(`${label}has other tags than English: ${tagGap}`);
    if (language !== 'en' && isPhrase(text) && [...english.values()].includes(text))
      problems.push(`${label}is still English`);
  }
  return problems;
}

const tags = (text: string) => new Set([...text.matchAll(/<\/?(\w+)\s*\/?>/g)].map((match) => match[1] ?? ''));
const union = (sets: readonly Set<string>[]) => new Set(sets.flatMap((set) => [...set]));

/** Two words or more are a phrase, and a phrase is translated; a single word may be a name. */
function isPhrase(text: string): boolean {
  return (text.replace(/\{\{.*?\}\}/g, ' ').match(/\p{L}{3,}/gu) ?? []).length >= 2;
}

function difference(promised: ReadonlySet<string>, found: ReadonlySet<string>, mayOmitCount: boolean): string {
  const lacking = [...promised].filter((name) => !found.has(name) && !(mayOmitCount && name === 'count'));
  const surplus = [...found].filter((name) => !promised.has(name));
  return [...lacking.map((name) => `lacks ${name}`), ...surplus.map((name) => `adds ${name}`)].join(', ');
}

/** Whether a category stands for a single number, so that a word may say it ("one step"). Russian `one` is 1, 21, 31 ... */
function meansOneNumber(language: string, category: string): boolean {
  const rules = new Intl.PluralRules(language);
  let hits = 0;
  for (let number = 0; number <= 200; number += 1) if (rules.select(number) === category) hits += 1;
  return hits === 1;
}

function compareUse(catalogue: Catalogue, usages: readonly FileUsage[]): string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  const keys = new Map(catalogue.namespaces.map((namespace) => [namespace, keysOf(catalogue, namespace)]));
  for (const { key, namespaces, place } of usages.flatMap((usage) => usage.uses)) {
    const candidates = namespaces.length > 0 ? namespaces : catalogue.namespaces;
    const meant = candidates.flatMap((namespace) =>
      keysMeant(key, keys.get(namespace)).map((one) => `${namespace}:${one}`),
    );
    if (meant.length === 0) problems.push(`${place}: no words for ${candidates.join('|')}:${key}`);
    for (const one of meant) used.add(one);
  }
  for (const namespace of catalogue.namespaces) {
    if (dynamicNamespaces.has(namespace)) continue;
    for (const key of keys.get(namespace) ?? []) {
      if (!used.has(`${namespace}:${key}`))
        problems.push(`en/${namespace}: ${key} is used nowhere; delete it in all languages`);
    }
  }
  return problems;
}

/** The keys a use stands for: itself, or all below it when it is a family. */
function keysMeant(key: string, keys: ReadonlySet<string> | undefined): string[] {
  if (keys === undefined) return [];
  if (key.endsWith('.')) return [...keys].filter((one) => one.startsWith(key));
  return keys.has(key) ? [key] : [];
}

/** A notes file says in a sentence what each word is for; where there is one it covers every key. */
function checkNotes(catalogue: Catalogue): string[] {
  return [...catalogue.notes].flatMap(([namespace, notes]) => {
    const keys = keysOf(catalogue, namespace);
    const missing = [...keys].filter((key) => (notes.get(key) ?? '').trim() === '');
    const extra = [...notes.keys()].filter((key) => !keys.has(key));
    return [
      ...missing.map((key) => `notes.${namespace}.json: no sentence for translators about ${key}`),
      ...extra.map((key) => `notes.${namespace}.json: ${key} does not exist`),
    ];
  });
}

if (import.meta.main) {
  const problems = await wordsStep.run(process.cwd());
  process.stdout.write(problems.length === 0 ? 'Words: no problem.\n' : `${problems.join('\n')}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
