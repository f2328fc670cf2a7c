import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../shared/domain/language.ts';
import { namesSomebody, suggestMapping } from '../../shared/domain/roster-import/column-mapping.ts';

const folder = join(import.meta.dirname, '..', '..', 'renderer', 'i18n');

test.each(languages)(
  '[SH5] the headings of a list that was saved in %s are known when it is imported again',
  (language) => {
    const words = JSON.parse(readFileSync(join(folder, language, 'training.json'), 'utf8')) as {
      readonly column: Readonly<Record<string, string>>;
    };
    const { column } = words;
    const headings = [column['name'], column['transliteration'], column['organisation'], column['role']].map(String);
    const mapping = suggestMapping(headings);
    expect(namesSomebody(mapping)).toBe(true);
    expect(mapping.slice(1)).toEqual(['transliteration', 'organisation', 'role']);
  },
);
