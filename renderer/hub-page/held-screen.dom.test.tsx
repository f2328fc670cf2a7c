import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import { held, hubAnswers, now } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

describe('held changes', () => {
  test('show what they contain in its own direction, and are decided with a reason', async () => {
    await open('held');
    const card = await screen.findByRole('group', { name: /إخلاء المحطة/ });
    expect(within(card).getByRole('heading', { level: 2 }).textContent).toContain('إخلاء المحطة');
    expect(within(card).getByRole('term').textContent).toBe('title (العربية)');
    expect(within(card).getByText('إخلاء المحطة', { selector: 'dd' }).getAttribute('dir')).toBe('auto');
    expect(within(card).getByText('It came from a device whose key was withdrawn.')).toBeTruthy();
    say('/held/decide', { decidedAt: now });
    fireEvent.click(within(card).getByRole('button', { name: 'Return to author' }));
    const dialog = await screen.findByRole('dialog');
    const reason = within(dialog).getByRole('textbox');
    fireEvent.change(reason, { target: { value: ' Ask first ' } });
    // The author's laptop lays it out and reads it aloud by this.
    fireEvent.change(within(dialog).getByLabelText('Language of the reason'), { target: { value: 'fr' } });
    expect(reason.getAttribute('lang')).toBe('fr');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Return to author' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual([
      {
        path: '/held/decide',
        body: { operations: ['a'.repeat(32)], verdict: 'returned', note: 'Ask first', language: 'fr' },
      },
    ]);
  });

  test('the note on a translation says in words which text it is about, how far it is and from which original', async () => {
    const [change] = held.changes;
    const note = (id: string, source: string | null) => ({
      ...{ id: id.repeat(32), kind: 'set', field: 'translation:title.ar' },
      value: { state: 'reviewed', text: '5de55f7a90e9bbe6', ...(source === null ? {} : { source }) },
      note: { of: 'title.ar', state: 'reviewed' as const, source },
    });
    say('/held', { ...held, changes: [{ ...change, operations: [note('b', '9886a826d75558bf'), note('c', null)] }] });
    await open('held');
    const card = await screen.findByRole('group', { name: 'Playbook' });
    const terms = within(card).getAllByRole('term');
    expect(terms.map(({ textContent }) => textContent)).toEqual(
      Array(2).fill('title, state of its translation (العربية)'),
    );
    expect(within(card).getByText('Reviewed, from the original with the mark 9886a826')).toBeTruthy();
    expect(within(card).getByText('Reviewed; nobody noted from which original')).toBeTruthy();
    expect(card.textContent).not.toContain('{');
  });

  test('one that a colleague decided meanwhile says so, and the dialog stays', async () => {
    await open('held');
    say('/held/decide', { kind: 'held-changed', retry: 'never' }, 409);
    fireEvent.click(await screen.findByRole('button', { name: 'Accept' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Accept' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Somebody else has decided this');
  });
});

describe('what a wiped laptop left', () => {
  const taken = {
    device: 'SC-03',
    isRevoked: false,
    accepted: 0,
    held: 2,
    refused: 0,
    waiting: 0,
    known: 1,
    filesLeft: 1,
  };
  const words = ['harbor', 'lantern', 'orbit', 'clay', 'ferry', 'pilot'];
  const hand = async (container: HTMLElement, bytes: Uint8Array<ArrayBuffer>) =>
    handThe(container, new File([bytes], 'laptop.waypost-outbox'));
  const handThe = (container: HTMLElement, file: File) => {
    const input = container.querySelector('input[type="file"]') as HTMLInputElement;
    // As a browser does: it says nothing of a file that is picked while the input still names it.
    let value = 'C:\\fakepath\\laptop.waypost-outbox';
    Object.defineProperty(input, 'value', { configurable: true, get: () => value, set: (next) => (value = next) });
    fireEvent.change(input, { target: { files: [file] } });
    expect(input.value).toBe('');
  };

  test('[WP8] is taken with its words, and says what became of it; a damaged one says that nothing was', async () => {
    const { container } = await open('held');
    const region = await screen.findByRole('region', { name: 'What a wiped laptop left' });
    const section = within(region);
    say('/outbox/take', { kind: 'outbox-damaged', retry: 'never' }, 422);
    await hand(container, Uint8Array.of(1, 2));
    expect((await section.findByRole('alert')).textContent).toContain('Nothing was taken');
    say('/outbox/take', { ...taken, words });
    await hand(container, Uint8Array.of(1, 2, 3));
    expect(await section.findByText('Taken: the file of SC-03.')).toBeTruthy();
    expect(section.getByText(/2 operations are held for a decision\. The hub had 1 operation before\./)).toBeTruthy();
    const caution = section.getByText(/take it once more after you have accepted them/);
    expect(section.getByText('Taken: the file of SC-03.').closest('[role="alert"]')?.contains(caution)).toBe(false);
    expect(section.getByText(/is not withdrawn/)).toBeTruthy();
    expect(section.getByRole('list', { name: 'Words of the file' }).textContent).toBe(words.join(''));
    expect(asked.map(({ body }) => (body as File).size)).toEqual([2, 3]);
    expect(section.getByText(/This page takes files of up to 8.4 MB/)).toBeTruthy();
    expect((await run(region, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });

  test('[WP12] a file that is too large for the hub, or that can no longer be read, is not called a hub that fails', async () => {
    const { container } = await open('held');
    const section = within(await screen.findByRole('region', { name: 'What a wiped laptop left' }));
    const file = new File([Uint8Array.of(1)], 'laptop.waypost-outbox');
    // The hub in its words, and what stands before it in none that the page knows.
    for (const said of [{ kind: 'too-large', retry: 'never' }, 'Request Entity Too Large']) {
      say('/outbox/take', said as object, 413);
      handThe(container, file);
      expect((await section.findByText(/too large for this page/)).closest('[role="alert"]')).toBeTruthy();
      say('/outbox/take', { kind: 'outbox-damaged' }, 422);
      handThe(container, file);
      await section.findByText(/was damaged or altered/);
    }
    say('/outbox/take', { kind: 'outbox-too-much', retry: 'never' }, 422);
    handThe(container, file);
    expect((await section.findByText(/nothing is wrong with the file/)).textContent).toContain('whoever runs the hub');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    handThe(container, file);
    await section.findByText(/does not answer/);
    const gone = { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) } as Blob;
    handThe(container, Object.assign(file, { slice: () => gone }));
    expect((await section.findByText(/perhaps the stick was pulled out/)).closest('[role="alert"]')).toBeTruthy();
  });
});
