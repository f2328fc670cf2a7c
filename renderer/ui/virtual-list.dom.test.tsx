import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderPiece } from '../../test/support/dom.tsx';
import { RowContent } from './list-row.tsx';
import { VirtualList } from './virtual-list.tsx';

const rows = Array.from({ length: 50_000 }, (_, place) => ({ id: `PB-${place}`, title: `Playbook ${place}` }));

async function renderRows(onOpen = vi.fn()) {
  await renderPiece(
    <VirtualList
      label="Playbooks"
      items={rows}
      keyOf={(row) => row.id}
      selected="PB-1"
      onOpen={onOpen}
      renderRow={(row) => <RowContent reference={row.id} title={row.title} />}
    />,
  );
  return { onOpen, list: screen.getByRole('listbox', { name: 'Playbooks' }) };
}

const activeRow = (list: HTMLElement) => document.getElementById(list.getAttribute('aria-activedescendant') ?? '');

test('of 50,000 rows only those in sight exist, and each says its place and the count', async () => {
  await renderRows();
  const options = screen.getAllByRole('option');
  expect(options.length).toBeGreaterThan(5);
  expect(options.length).toBeLessThan(60);
  expect(options[1]?.getAttribute('aria-posinset')).toBe('2');
  expect(options[1]?.getAttribute('aria-setsize')).toBe('50000');
  expect(options[1]?.getAttribute('aria-selected')).toBe('true');
});

test('up, down and home move, enter opens', async () => {
  const { list, onOpen } = await renderRows();
  fireEvent.keyDown(list, { key: 'Home' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'ArrowUp' });
  expect(activeRow(list)?.textContent).toContain('Playbook 1');
  fireEvent.keyDown(list, { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[1]);
});

test('where any number is chosen, the list says so, and each row whether it is', async () => {
  await renderPiece(
    <VirtualList
      label="Statements"
      items={rows.slice(0, 3)}
      keyOf={(row) => row.id}
      isSelected={({ id }) => id !== 'PB-1'}
      onOpen={vi.fn()}
      renderRow={(row) => <RowContent title={row.title} />}
    />,
  );
  expect(screen.getByRole('listbox').getAttribute('aria-multiselectable')).toBe('true');
  expect(screen.getAllByRole('option').map((row) => row.getAttribute('aria-selected'))).toEqual([
    'true',
    'false',
    'true',
  ]);
});

test('a click opens the row', async () => {
  const { onOpen } = await renderRows();
  fireEvent.click(screen.getByText('Playbook 3'));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[3]);
});
