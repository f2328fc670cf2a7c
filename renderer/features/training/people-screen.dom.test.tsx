import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openTraining, sessionWith } from '../../../test/support/training-screens.tsx';

test('two records of one person are suggested and joined only when somebody says so', async () => {
  const { engine } = await openTraining('/training/people', { drafts: sessionWith('Антон Гребнев', 'Anton Grebnev') });
  fireEvent.click(await screen.findByRole('button', { name: /Possible duplicates/ }));
  expect(await screen.findByText('names that may be read alike')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'The same person' }));
  expect(await screen.findByText('Nobody seems to be here twice.')).toBeTruthy();
  expect(await engine.list({ type: 'person' })).toHaveLength(2);
  expect(await screen.findByText('1 person')).toBeTruthy();
});

test('what was said of two records is taken back where it was said, and on the page of the person', async () => {
  const { engine } = await openTraining('/training/people', { drafts: sessionWith('Антон Гребнев', 'Anton Grebnev') });
  const sameAs = async () => (await engine.list({ type: 'person' })).map(({ values }) => values['sameAs'] ?? null);
  fireEvent.click(await screen.findByRole('button', { name: /Possible duplicates/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'The same person' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Saved as the same person.');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await sameAs()).toEqual([null, null]));
  fireEvent.click(await screen.findByRole('button', { name: 'Different people' }));
  expect(await screen.findByText('Nobody seems to be here twice.')).toBeTruthy();
  cleanup();

  await openTraining('/training/people/p-0', { engine });
  fireEvent.click(await screen.findByRole('button', { name: 'Ask again: Anton Grebnev' }));
  await waitFor(() => expect(screen.queryByText('Decided to be other people')).toBeNull());
});

test('a person is opened from the directory, edited, and a bad address is not saved', async () => {
  const { engine } = await openTraining('/training/people', { drafts: sessionWith('Igor Valenko') });
  fireEvent.keyDown(await screen.findByRole('listbox', { name: 'People' }), { key: 'Enter' });
  expect(await screen.findByRole('heading', { level: 1, name: 'Igor Valenko' })).toBeTruthy();
  expect(await screen.findByRole('option', { name: /Evidence across borders/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Role or rank' }), { target: { value: 'Captain' } });
  const email = screen.getByRole('textbox', { name: 'E-mail' });
  fireEvent.change(email, { target: { value: 'nobody' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(email.getAttribute('aria-invalid')).toBe('true');
  expect(engine.saved.filter(({ type }) => type === 'person')).toHaveLength(0);
  fireEvent.change(email, { target: { value: 'igor@valenko.example' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('igor@valenko.example')).toBeTruthy();
  const [person] = await engine.list({ type: 'person' });
  expect(person?.values).toMatchObject({ name: 'Igor Valenko', role: 'Captain', email: 'igor@valenko.example' });
});

test('the lists open in Arabic with twenty thousand people', async () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `Person ${at}`);
  const drafts = sessionWith(...names).filter(({ type }) => type === 'person');
  const { engine } = await openTraining('/training', { drafts, language: 'ar' });
  cleanup();
  const startedAt = performance.now();
  await openTraining('/training/people', { engine, language: 'ar' });
  const list = await screen.findByRole('listbox', { name: 'الأشخاص' });
  expect(within(list).getAllByRole('option').length).toBeLessThan(60);
  // The figure of 300 ms belongs to a quiet machine and the real store; here jsdom and the fake store count too.
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});
