import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const interfaceLanguages = ['en', 'ar', 'es', 'fr', 'ru', 'zh'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** Words of one file: dotted key -> text. */
export type Words = ReadonlyMap<string, string>;

export interface Catalogue {
  /** `<language>/<namespace>` -> words; a missing file is a missing entry. */
  readonly files: ReadonlyMap<string, Words>;
  readonly namespaces: readonly string[];
  /** Namespace -> dotted key -> sentence for translators, where a notes file exists. */
  readonly notes: ReadonlyMap<string, Words>;
  /** What could not be read. */
  readonly problems: readonly string[];
}

/** The category at the end of a key that comes in plural forms. */
export const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/** Reads `folder`/<language>/<namespace>.json and `folder`/notes.<namespace>.json. */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const files = new Map<string, Words>();
  const notes = new Map<string, Words>();
  const namespaces = new Set<string>();
  const problems: string[] = [];
  const read = async (path: string) => {
    try {
      return flatten(JSON.parse(await readFile(join(folder, path), 'utf8')));
    } catch (cause) {
      problems.push(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
      return undefined;
    }
  };
  for (const language of interfaceLanguages) {
    for (const name of await namesIn(join(folder, language))) {
      const namespace = name.replace(/\.json$/, '');
      namespaces.add(namespace);
      const words = await read(`${language}/${name}`);
      if (words) files.set(`${language}/${namespace}`, words);
    }
  }
  for (const name of await namesIn(folder)) {
    const namespace = /^notes\.(.+)\.json$/.exec(name)?.[1];
    const sentences = namespace === undefined ? undefined : await read(name);
    if (namespace !== undefined && sentences) notes.set(namespace, sentences);
  }
  return { files, namespaces: [...namespaces].sort(), notes, problems };
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).sort();
}

function flatten(value: unknown, prefix = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') return into.set(prefix, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`"${prefix}" must be a text or an object of texts`);
  }
  for (const [name, inner] of Object.entries(value)) flatten(inner, prefix === '' ? name : `${prefix}.${name}`, into);
  return into;
}

/** Keys as code uses them -> their plural forms by category; a plain key has the one form `''`. */
export function groupForms(words: Words, pluralBases: ReadonlySet<string>): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  for (const [key, text] of words) {
    const base = key.replace(pluralSuffix, '');
    const isPlural = base !== key && pluralBases.has(base);
    const used = isPlural ? base : key;
    const forms = groups.get(used) ?? new Map<string, string>();
    forms.set(isPlural ? key.slice(base.length + 1) : '', text);
    groups.set(used, forms);
  }
  return groups;
}

/** Keys that come in plural forms: every language has the category `other`, so `_other` marks them. */
export function pluralBasesOf(all: Iterable<Words>): Set<string> {
  const bases = new Set<string>();
  for (const words of all) {
    for (const key of words.keys()) if (key.endsWith('_other')) bases.add(key.slice(0, -'_other'.length));
  }
  return bases;
}

/** Names of the values that a text takes. */
export const placeholdersOf = (text: string) =>
  new Set([...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? ''));
