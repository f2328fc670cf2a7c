import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventColumns, suggestColumns } from '../../shared/domain/event-list-import/event-columns.ts';
import { languages } from '../../shared/domain/language.ts';

const folder = join(import.meta.dirname, '..', '..', 'renderer', 'i18n');

test.each(languages)(
  '[EX28] the headings of an event list that was saved in %s are known when it is imported again',
  (language) => {
    const { column } = JSON.parse(readFileSync(join(folder, language, 'exercises.json'), 'utf8')) as {
      readonly column: Readonly<Record<string, string>>;
    };
    expect(suggestColumns(eventColumns.map((each) => column[each] ?? ''))).toEqual(eventColumns);
  },
);
