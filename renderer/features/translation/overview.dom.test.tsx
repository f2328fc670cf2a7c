import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { gridPath, manyPlaybooks, openTranslation } from '../../../test/support/translation-screens.tsx';
import { writeElsewhere } from '../../../test/support/write-elsewhere.ts';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };
const cardOf = async (name: RegExp) =>
  within(await screen.findByRole('list', { name: 'Languages' })).getByRole('button', { name });

test('counts the words that are left in each language, and begins with the one furthest behind', async () => {
  await openTranslation('/translation');
  const heading = await screen.findByRole('heading', { level: 1, name: /words left/ });
  expect(heading.textContent).toMatch(/\d+ words left/);
  expect(within(await cardOf(/العربية/)).getByText('Nothing outdated')).toBeTruthy();
  fireEvent.click(await cardOf(/العربية/));
  await waitFor(async () => expect((await cardOf(/العربية/)).getAttribute('aria-pressed')).toBe('true'));
  expect(screen.getByRole('heading', { level: 1, name: /العربية.*\d+ words left/ })).toBeTruthy();
});

test('an original that changes elsewhere makes its translation outdated here, at once', async () => {
  const { engine } = await openTranslation('/translation?lang=ar');
  await cardOf(/العربية/);
  await writeElsewhere(engine, 's-cordon', { 'name.en': 'Hold the cordon' });
  await waitFor(async () => expect(within(await cardOf(/العربية/)).getByText('1 outdated')).toBeTruthy());
  expect(screen.getByText(/1 outdated text comes first/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Outdated 1' }));
  const list = screen.getByRole('listbox', { name: 'Records to translate' });
  await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(1));
});

test('going on opens the record that needs it most', async () => {
  const { router } = await openTranslation('/translation?lang=ar');
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(gridPath));
});

test('the first records stand there while the rest is still read, and nothing is called done before it is', async () => {
  const { engine } = await openTranslation('/translation?lang=ar', { drafts: manyPlaybooks(120), holdAfter: 1 });
  expect(await screen.findByText('Records read so far: 100 of 120. The figures still grow.')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1, name: /100 words left/ })).toBeTruthy();
  expect(
    within(screen.getByRole('listbox', { name: 'Records to translate' })).getAllByRole('option').length,
  ).toBeGreaterThan(0);
  expect(screen.queryByText(/Nothing is outdated|Nothing outdated/)).toBeNull();
  engine.letGo();
  await screen.findByRole('heading', { level: 1, name: /120 words left/ });
  expect(screen.queryByText(/Records read so far/)).toBeNull();
  expect(screen.getByText(/Nothing is outdated/)).toBeTruthy();
});

test('an empty library says where texts come from', async () => {
  await openTranslation('/translation', { drafts: [] });
  expect(await screen.findByRole('button', { name: 'Open the playbooks' })).toBeTruthy();
});

test.each(['/translation', gridPath, `${gridPath}?unit=s-cordon.name`, '/translation/ar/nowhere'])(
  'axe finds nothing on %s',
  async (path) => {
    await openTranslation(path);
    await screen.findByRole('heading', { level: 1 });
    if (path.startsWith(gridPath)) await screen.findByRole('textbox');
    const { violations } = await run(document.body, { rules });
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  },
);
