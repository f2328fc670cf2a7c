import { expect, test } from 'vitest';
import { tableOf } from './table-of.ts';

test('[SH3] a table has what its columns say of each row; an empty text is an empty cell', () => {
  const table = tableOf(
    [
      { name: 'Ana', age: 40 },
      { name: '', age: undefined },
    ],
    [
      { heading: 'Name', cell: ({ name }) => name },
      { heading: 'Age', kind: 'number', cell: ({ age }) => age },
    ],
  );
  expect(table.columns).toEqual([
    { heading: 'Name', kind: 'text' },
    { heading: 'Age', kind: 'number' },
  ]);
  expect(table.rows).toEqual([
    ['Ana', 40],
    [null, null],
  ]);
});
