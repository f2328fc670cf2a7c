import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventColumns, suggestColumns } from '../../shared/domain/event-list-import/event-columns.ts';
import { languages } from '../../shared/domain/language.ts';

const folder = join(import.meta.dirname, '..', '..', 'renderer', 'i18n');

interface Words {
  readonly column: Readonly<Record<string, string>>;
}

const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as Readonly<Record<string, unknown>>;
const vocabularies = readdirSync(join(folder, 'vocabulary')).map((name) => join('vocabulary', name));

/** The word that a vocabulary has for a column in a language, where it is another one. */
function wordIn(vocabulary: string, column: string, language: string): string | undefined {
  const { exercises = {} } = read(vocabulary) as { readonly exercises?: { readonly column?: Record<string, unknown> } };
  const word = (exercises.column?.[column] as Record<string, string> | undefined)?.[language];
  return word === '=' ? undefined : word;
}

test.each(languages)(
  '[EX28] the headings of an event list that was saved in %s, in any vocabulary, are known when it is imported again',
  (language) => {
    const { column } = read(join(language, 'exercises.json')) as unknown as Words;
    const plain = eventColumns.map((each) => column[each] ?? '');
    expect(suggestColumns(plain)).toEqual(eventColumns);
    for (const vocabulary of vocabularies) {
      const words = eventColumns.map((each) => wordIn(vocabulary, each, language) ?? column[each] ?? '');
      expect(suggestColumns(words), vocabulary).toEqual(eventColumns);
    }
  },
);
