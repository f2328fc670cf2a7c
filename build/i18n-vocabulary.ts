/** Checks the tables of vocabularies ([VO5]): words that exist, all six languages, forms that go together. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { vocabularies } from '../shared/domain/vocabulary/vocabulary.ts';
import { typographyFaults } from './i18n-typography.ts';
import { type Catalogue, interfaceLanguages, placeholdersOf, pluralBasesOf, pluralSuffix } from './i18n-words.ts';
import { filesBelow } from './source-hash.ts';

/** Namespace -> dotted key with its plural suffix -> language -> word, or `=` where the plain word stays. */
export type VocabularyTable = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Every table of a folder, by the name of its file. */
export async function readVocabularyTables(folder: string): Promise<ReadonlyMap<string, VocabularyTable>> {
  const tables = new Map<string, VocabularyTable>();
  for (const path of await filesBelow(folder, (file) => file.endsWith('.json'))) {
    tables.set(basename(path, '.json'), JSON.parse(await readFile(path, 'utf8')));
  }
  return tables;
}

/** All problems of the tables: against each other's list of names, and against the plain words. */
export function checkVocabularies(
  catalogue: Catalogue,
  tables: ReadonlyMap<string, VocabularyTable>,
  names: readonly string[] = vocabularies,
): string[] {
  const missing = names
    .filter((name) => name !== 'plain' && !tables.has(name))
    .map((name) => `${name}.json is missing`);
  const unknown = [...tables.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => `${name}.json is no vocabulary`);
  const wrong = [...tables].flatMap(([name, table]) =>
    checkTable(catalogue, table).map((problem) => `${name}.json: ${problem}`),
  );
  return [...missing, ...unknown, ...wrong].map((problem) => join('vocabulary', problem));
}

function checkTable(catalogue: Catalogue, table: VocabularyTable): string[] {
  return Object.entries(table).flatMap(([namespace, keys]) => {
    const bases = pluralBasesOf(
      interfaceLanguages.flatMap((each) => catalogue.files.get(`${each}/${namespace}`) ?? []),
    );
    return Object.entries(keys).flatMap(([key, words]) => [
      ...checkWord(catalogue, namespace, key, words),
      ...lackingForms(catalogue, { namespace, key, words, keys, bases }),
    ]);
  });
}

function checkWord(
  catalogue: Catalogue,
  namespace: string,
  key: string,
  words: Readonly<Record<string, string>>,
): string[] {
  const plainIn = (language: string) => catalogue.files.get(`${language}/${namespace}`)?.get(key);
  const place = `${namespace}:${key}`;
  if (interfaceLanguages.every((language) => plainIn(language) === undefined)) return [`${place} does not exist`];
  const problems = interfaceLanguages.flatMap((language) => {
    const plain = plainIn(language);
    const word = words[language];
    if (plain === undefined) return word === undefined ? [] : [`${place} has no such form in ${language}`];
    if (word === undefined) return [`${place} lacks ${language}`];
    return faultsOf(language, word, plain).map((fault) => `${place} (${language}) ${fault}`);
  });
  const isIdle = Object.values(words).every((word) => word === '=');
  return isIdle ? [...problems, `${place} changes nothing`] : problems;
}

function faultsOf(language: (typeof interfaceLanguages)[number], word: string, plain: string): string[] {
  if (word === '=') return [];
  if (word === plain) return ['is the plain word: write ='];
  if (word.trim() === '') return ['is empty'];
  const asked = [...placeholdersOf(plain)].sort().join(' ');
  const given = [...placeholdersOf(word)].sort().join(' ');
  return [
    ...typographyFaults(language, word),
    ...(asked === given ? [] : ['has other placeholders than the plain word']),
  ];
}

interface KeyOfTable {
  readonly namespace: string;
  readonly key: string;
  readonly words: Readonly<Record<string, string>>;
  readonly keys: VocabularyTable[string];
  readonly bases: ReadonlySet<string>;
}

/** Forms of a plural in which a language would speak one vocabulary for one and another for many. */
function lackingForms(catalogue: Catalogue, { namespace, key, words, keys, bases }: KeyOfTable): string[] {
  const base = key.replace(pluralSuffix, '');
  if (base === key || !bases.has(base)) return [];
  return interfaceLanguages.flatMap((language) => {
    if (words[language] === undefined || words[language] === '=') return [];
    const forms = [...(catalogue.files.get(`${language}/${namespace}`)?.keys() ?? [])].filter(
      (form) => form !== base && form.replace(pluralSuffix, '') === base,
    );
    const lacking = forms.filter((form) => keys[form]?.[language] === undefined);
    return lacking.map((form) => `${namespace}:${form} lacks ${language}, which ${key} has`);
  });
}
