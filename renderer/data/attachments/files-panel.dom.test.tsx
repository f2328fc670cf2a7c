import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { attachmentLimit } from '../../../shared/domain/attachment.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createSyncWorld, identity, ids, scope } from '../../../test/support/sync-world.tsx';
import { EngineProvider } from '../engine-context.tsx';
import { fileChoices } from './file-choices.ts';
import { FilesPanel } from './files-panel.tsx';
import { useSaveAttachment } from './use-save-attachment.ts';

const fileId = '01930000-0000-7000-8000-0000000000f1';
afterEach(() => fileChoices().set({ ...fileChoices().get(), files: [], scopes: [] }));

interface Given {
  readonly role?: 'coordinator' | 'guest';
  /** A photo of two chunks that another laptop attached. */
  readonly isThere?: boolean;
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

async function open(
  { role = 'coordinator', isThere = false, files = [] }: Given = {},
  piece = <FilesPanel owner={{ id: ids.step, scope }} />,
) {
  const { engine } = await createSyncWorld();
  const desktop = createFakeDesktop();
  desktop.files = [...files];
  if (isThere) {
    const file = { scope, id: fileId, owner: ids.step, name: 'gate.jpg', mediaType: 'image/jpeg', purpose: 'photo' };
    const bytes = new Uint8Array(300_000);
    engine.receive('else', draftsOfOriginal({ ...file, purpose: 'photo', bytes, chunks: ['one', 'two'] }));
  }
  const [grant] = identity.grants;
  const as: DeviceIdentity = { ...identity, grants: grant ? [{ ...grant, roles: [role] }] : [] };
  const shown = await renderPiece(piece, {
    wrap: (children) => (
      <EngineProvider engine={engine} identity={as} desktop={desktop}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...shown, engine, desktop };
}

test('[AT1] a photo of another laptop says its size and that it is not here; fetching shows how much came', async () => {
  const { container, engine } = await open({ isThere: true });
  const region = within(await screen.findByRole('region', { name: /Files and photos/ }));
  expect(await region.findByText(/300 kB · not on this laptop yet/)).toBeTruthy();
  expect(region.queryByRole('button', { name: 'Save a copy of gate.jpg' })).toBeNull();
  fireEvent.click(region.getByRole('button', { name: 'Fetch gate.jpg' }));
  expect(engine.wanted?.files).toEqual([fileId]);
  act(() => engine.arrive('one', new Uint8Array(3)));
  expect(await region.findByText(/150 kB of 300 kB here/)).toBeTruthy();
  expect(region.getByRole('progressbar', { name: 'gate.jpg' })).toHaveProperty('value', 1);
  expect((await axe.run(container)).violations).toEqual([]);
  act(() => engine.arrive('two', new Uint8Array(2)));
  expect(await region.findByText(/on this laptop$/)).toBeTruthy();
  // What came is not asked for any more.
  await waitFor(() => expect(engine.wanted?.files).toEqual([]));
});

test('[AT2] a fetch can be stopped; what came of it stays, and is kept in mind for the next start until then', async () => {
  const { engine } = await open({ isThere: true });
  fireEvent.click(await screen.findByRole('button', { name: 'Fetch gate.jpg' }));
  expect(JSON.parse(localStorage.getItem('waypost.files') ?? '{}').files).toEqual([fileId]);
  act(() => engine.arrive('one', new Uint8Array(3)));
  fireEvent.click(await screen.findByRole('button', { name: 'Stop fetching gate.jpg' }));
  expect(engine.wanted?.files).toEqual([]);
  expect(await screen.findByText(/partly on this laptop/)).toBeTruthy();
});

test('[AT1] saving an original that is not here asks for it and says so; once it is here it is saved', async () => {
  const { engine, desktop } = await open({ isThere: true }, <SaveOriginal />);
  fireEvent.click(await screen.findByRole('button', { name: 'Original' }));
  expect(await screen.findByText(/not on this laptop yet. It was asked for just now/)).toBeTruthy();
  expect(engine.wanted?.files).toEqual([fileId]);
  act(() => engine.arrive('one', Uint8Array.of(1)));
  act(() => engine.arrive('two', Uint8Array.of(2)));
  fireEvent.click(screen.getByRole('button', { name: 'Original' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toEqual([{ name: 'gate.jpg', bytes: Uint8Array.of(1, 2) }]));
});

function SaveOriginal() {
  const save = useSaveAttachment();
  return (
    <button type="button" onClick={() => void save(fileId)}>
      Original
    </button>
  );
}

test('[SH7] a file is attached, saved at once, and a copy of it can be saved', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const { engine, desktop } = await open({ files: [{ name: 'plan.pdf', bytes }] });
  fireEvent.click(await screen.findByRole('button', { name: 'Attach a file or photo' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy of plan.pdf' }));
  const leaving = within(await screen.findByRole('dialog', { name: 'What leaves this laptop' }));
  expect(leaving.getByText(/^plan\.pdf, 3 .+, as it was attached\.$/)).toBeTruthy();
  expect(leaving.getByText(/does not look inside the file/)).toBeTruthy();
  expect(desktop.saved).toEqual([]);
  fireEvent.click(leaving.getByRole('button', { name: 'Save the file' }));
  await waitFor(() => expect(desktop.saved).toEqual([{ name: 'plan.pdf', bytes }]));
  const values = Object.fromEntries(engine.saved.map(({ field, value }) => [field, value]));
  expect(values).toMatchObject({ owner: ids.step, mediaType: 'application/pdf', purpose: 'file', size: 3 });
  expect(screen.queryByRole('button', { name: 'Look at plan.pdf' })).toBeNull();
});

test('a photo can be looked at, in a window that closes with Escape', async () => {
  const made = vi.fn(() => 'blob:photo');
  Object.assign(URL, { createObjectURL: made, revokeObjectURL: vi.fn() });
  await open({ files: [{ name: 'gate.png', bytes: Uint8Array.of(9) }] });
  fireEvent.click(await screen.findByRole('button', { name: 'Attach a file or photo' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Look at gate.png' }));
  const picture = await screen.findByRole('img', { name: 'gate.png', hidden: true });
  expect(picture.getAttribute('src')).toBe('blob:photo');
  fireEvent.error(picture);
  expect(await screen.findByText(/cannot be shown here/)).toBeTruthy();
});

test('a file over 64 MB comes empty and is refused in words; the others are attached', async () => {
  const { engine, desktop } = await open({
    files: [
      { name: 'film.mp4', bytes: new Uint8Array() },
      { name: 'note.txt', bytes: Uint8Array.of(1) },
    ],
  });
  const asked = vi.spyOn(desktop, 'call');
  fireEvent.click(await screen.findByRole('button', { name: 'Attach a file or photo' }));
  expect(await screen.findByText(/film.mp4 was not attached/)).toBeTruthy();
  expect(asked).toHaveBeenCalledWith('files:pick', expect.objectContaining({ largest: attachmentLimit }));
  expect(engine.saved.filter(({ field }) => field === 'name').map(({ value }) => value)).toEqual(['note.txt']);
});

test('a guest reads and fetches, and is not offered to attach; without files there is nothing to see', async () => {
  await open({ role: 'guest', isThere: true });
  expect(await screen.findByRole('button', { name: 'Fetch gate.jpg' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Attach a file or photo' })).toBeNull();
});
