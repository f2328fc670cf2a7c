import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test, vi } from 'vitest';
import { fileAsText, fileOfText, openEnrolmentRequest } from '../../../shared/protocol/enrolment-request.ts';
import { answerTo, exchangedByHand } from '../../../test/support/by-hand.ts';
import { renderPiece } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { readSquare } from '../../../test/support/read-square.ts';
import { vaultStatus } from '../../../test/support/vault-status.ts';
import { DataGate } from '../../data/data-context.tsx';
import type { DataSession } from '../../data/data-session.ts';
import { createObservable } from '../../data/observable.ts';
import { FirstRunScreen } from './first-run-screen.tsx';

const enrol = vi.fn<DataSession['enrol']>(async () => ({ ok: false, failure: { kind: 'code-refused' } }));

/** One request and one answer for the whole file. */
const madeAt = Date.now();

const join = vi.fn(async () => ({ ok: false as const, failure: { kind: 'already-enrolled' as const } }));

const protect = vi.fn();

const requested: string[] = [];
beforeEach(() => {
  requested.length = 0;
});

/** A host that keeps the request of {@link exchangedByHand}. */
async function desktopThatAsked() {
  const { request } = await exchangedByHand(madeAt);
  const askedFor = ({ deviceName }: { deviceName: string }) => {
    requested.push(deviceName);
    return { ok: true, value: { request } };
  };
  const desktop = createFakeDesktop();
  const call = desktop.call;
  desktop.call = (async (channel: string, input: never) =>
    channel === 'identity:request' ? askedFor(input) : call(channel as never, input)) as typeof call;
  return desktop;
}

async function open(language: 'en' | 'ar' = 'en', state: 'open' | 'none' | 'impossible' = 'open') {
  const vault = vaultStatus({ state });
  const session: DataSession = {
    state: createObservable({ kind: 'not-enrolled' as const }),
    replay: createObservable(null),
    about: createObservable(null),
    vault: createObservable(vault),
    lookAtVault: async () => {},
    desktop: await desktopThatAsked(),
    enrol,
    join,
    protect,
    retry: () => {},
  };
  await renderPiece(
    <DataGate session={session} starting={null} first={() => <FirstRunScreen />} failed={() => null}>
      {null}
    </DataGate>,
    { language, namespaces: ['first-run'] },
  );
}

const door = (name: RegExp) => screen.getByRole('button', { name });

test('three doors, the one for invited people open, each reached by its key', async () => {
  await open();
  expect(screen.getByRole('heading', { level: 1, name: 'Where do you want to start?' })).toBeTruthy();
  expect(door(/Join a hub/).getAttribute('aria-pressed')).toBe('true');
  fireEvent.keyDown(document.body, { key: '1', code: 'Digit1' });
  expect(door(/Explore the sample/).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByText('npm start')).toBeTruthy();
  expect(screen.getByText(/can never join a real network/)).toBeTruthy();
  fireEvent.keyDown(document.body, { key: '3', code: 'Digit3' });
  expect(screen.getByRole('heading', { level: 2, name: 'Found a network' })).toBeTruthy();
  expect(screen.getByText('node hub/main.ts found "Your name" "Your centre"')).toBeTruthy();
});

test('whoever founded a network goes on with its code, and a refusal keeps what was typed', async () => {
  await open();
  fireEvent.click(door(/Found a network/));
  fireEvent.click(door(/I have the code/));
  const form = within(screen.getByRole('form', { name: 'Join a hub' }));
  const code = form.getByRole('textbox', { name: /One-time code/ }) as HTMLInputElement;
  // a digit in a field is text
  fireEvent.keyDown(code, { key: '1', code: 'Digit1' });
  fireEvent.change(code, { target: { value: 'ABCD' } });
  fireEvent.submit(screen.getByRole('form', { name: 'Join a hub' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(enrol).toHaveBeenCalledWith({ hubAddress: '', code: 'ABCD', deviceName: '' });
  expect(code.value).toBe('ABCD');
});

test.each([
  ['en', /5 minutes at most.*What you typed stays here.*Your coordinator/, /^Next attempt in 1:(30|2\d)$/, 'Join'],
  ['ar', /5 دقائق على الأكثر/, /المحاولة التالية بعد/, 'انضمام'],
] as const)(
  'after wrong codes it is said how long the next one waits, what was kept and who helps (%s)',
  async (...row) => {
    const [language, words, time, act] = row;
    enrol.mockResolvedValueOnce({ ok: false, failure: { kind: 'enrol-delayed', waitMs: 90_000 } });
    await open(language);
    const form = screen.getByRole('form');
    const code = form.querySelector('input[name=code]') as HTMLInputElement;
    fireEvent.change(code, { target: { value: 'ABCD' } });
    fireEvent.submit(form);
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(screen.getByText(time)).toBeTruthy();
    expect((screen.getByRole('button', { name: act }) as HTMLButtonElement).disabled).toBe(true);
    // Enter in a field asks nothing meanwhile.
    const asked = enrol.mock.calls.length;
    fireEvent.submit(form);
    expect([code.value, enrol.mock.calls.length]).toEqual(['ABCD', asked]);
  },
);

test('a laptop without a vault is protected before it joins; a browser says that it cannot be', async () => {
  await open('en', 'none');
  expect(screen.queryByRole('textbox')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Protect this laptop' }));
  expect(protect).toHaveBeenCalledOnce();
  cleanup();
  await open('en', 'impossible');
  expect(screen.getByText(/In a browser, Waypost cannot protect/)).toBeTruthy();
  expect(screen.getByRole('form', { name: 'Join a hub' })).toBeTruthy();
});

test('axe finds nothing behind any door, in Arabic', async () => {
  await open('ar');
  for (const code of ['Digit1', 'Digit2', 'Digit3']) {
    fireEvent.keyDown(document.body, { code });
    const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});

/** The panel of joining without a network, with a host that keeps a request. */
async function openOffline(language: 'en' | 'ar' = 'en') {
  await open(language);
  const name = language === 'en' ? 'Join without a network' : 'الانضمام بلا شبكة';
  fireEvent.click(screen.getByRole('button', { name }));
  return screen.findByRole('textbox', { name: /answer as text|الرد نصاً/ });
}

test.each([
  ['expired', -31, /was good until .* 2\d{3}, and by this laptop’s clock it is/],
  ['early', 3_650, /By this laptop’s clock it is .* 2\d{3}, and the answer was made on .* 2\d{3}\./],
])('[OE4] an answer that is %s says both days, what was kept and who can help', async (_, days, words) => {
  const { request } = await exchangedByHand(madeAt);
  const { answer } = await answerTo(request, { now: madeAt + days * 86_400_000 });
  const paste = await openOffline();
  fireEvent.change(paste, { target: { value: fileAsText(answer) } });
  fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
  const { textContent } = await screen.findByRole('alert');
  expect(textContent).toMatch(words);
  expect(textContent).toContain('Nothing was changed');
  expect(textContent).toContain('your coordinator');
});

test('[OE4] text that is not even one says so, and putting an answer aside clears what was said', async () => {
  const paste = await openOffline();
  fireEvent.change(paste, { target: { value: 'not signs!' } });
  fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
  expect((await screen.findByRole('alert')).textContent).toContain('your request stays here');
});

test('[OE5] a new request takes the place of the one that waits, once a person has said so', async () => {
  await openOffline();
  fireEvent.click(screen.getByRole('button', { name: 'Make a new request' }));
  expect(screen.getByText(/its answer will not be taken/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Keep the request that waits' }));
  expect(screen.getByRole('list', { name: 'Words of the request' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Make a new request' }));
  const field = screen.getByRole('textbox', { name: /Name of this laptop/ });
  fireEvent.change(field, { target: { value: ' SC-09 ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Make the request' }));
  expect(await screen.findByRole('list', { name: 'Words of the request' })).toBeTruthy();
  expect(requested).toEqual(['', 'SC-09']);
});

test('[OE1] [OE3] without a network: the request with its words, a wrong answer told apart, and joining after comparing words', async () => {
  const { request, answer, words } = await exchangedByHand(madeAt);
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Join without a network' }));
  const asked = await screen.findByRole('list', { name: 'Words of the request' });
  const opened = openEnrolmentRequest(request);
  expect(within(asked).getAllByRole('listitem')).toHaveLength(6);
  expect(asked.textContent).toBe(opened.ok && opened.value.words.join(''));
  // What a telephone makes of the square is what the coordinator's page takes.
  const carried = readSquare(screen.getByRole('img', { name: 'The request as a square to photograph' }));
  expect(fileOfText(carried)).toEqual(request);
  expect(screen.getByText(/Waypost does not read squares itself/)).toBeTruthy();
  const paste = screen.getByRole('textbox', { name: 'Or paste the answer as text' });
  fireEvent.change(paste, { target: { value: fileAsText(request) } });
  fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
  expect((await screen.findByRole('alert')).textContent).toContain('no answer to a request');
  fireEvent.change(paste, { target: { value: fileAsText(answer) } });
  fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
  const shown = await screen.findByRole('list', { name: 'Words of the answer' });
  expect(shown.textContent).toBe(words.join(''));
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: /The words are the same: join/ }));
  await waitFor(() => expect(join).toHaveBeenCalledWith(answer));
  expect(await screen.findByRole('alert')).toBeTruthy();
});
