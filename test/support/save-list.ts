/** Saves the list on the screen as CSV, as a person does: it is said first what leaves. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import type { FakeDesktop } from './fake-desktop.ts';

/** What the dialog said, what the file is called, and its lines. */
export async function savedList(desktop: FakeDesktop) {
  fireEvent.click(await screen.findByText('Save the list'));
  const dialog = await screen.findByRole('dialog', { name: 'What leaves this laptop' });
  const said = dialog.textContent ?? '';
  expect(desktop.saved).toEqual([]);
  fireEvent.click(within(dialog).getByText('Save as CSV'));
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const [file] = desktop.saved;
  return { said, name: file?.name, lines: new TextDecoder().decode(file?.bytes).trimEnd().split('\r\n') };
}
