import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { setFields } from '../../../shared/domain/edit.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { existenceField, type OperationDraft, type RecordState } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { textTraceKey, traceKey } from '../../../shared/domain/trace.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import {
  createSyncWorld,
  identity,
  ids,
  people,
  type SyncWorld,
  scope,
  storedOf,
  texts,
  underEngine,
} from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

let world: SyncWorld;
beforeEach(async () => {
  localStorage.clear();
  world = await createSyncWorld();
});

async function open(path = '/sync/conflicts', language: Language = 'en', grants = identity.grants) {
  const shown = await renderApp(path, {
    features: [syncFeature],
    namespaces: ['sync'],
    language,
    wrap: underEngine(world.engine, { ...identity, grants }),
  });
  await screen.findAllByRole('heading', { level: 1 });
  return shown;
}

const key = (name: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key: name, ...more });
const proposal = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Merged proposal' });
const typedAt = { person: people.amina, record: ids.step, field: 'description.en' };
const heading = (name: RegExp) => screen.findByRole('heading', { level: 1, name });

describe('the inbox of conflicts', () => {
  test('lists every conflict with its field', async () => {
    await open();
    await heading(/Clear and cordon/);
    const list = screen.getByRole('complementary', { name: 'Conflicts to settle' });
    const items = within(list)
      .getAllByRole('button')
      .map((item) => item.textContent);
    expect(items).toHaveLength(3);
    expect(items[0]).toContain('Clear and cordon, text (English)');
  });

  test.each([
    ['en', 'Руслан Остров, Tolmara Highlands', '3 days ago'],
    ['fr', 'Руслан Остров, Tolmara Highlands', 'il y a 3 jours'],
    ['es', 'Руслан Остров, Tolmara Highlands', 'hace 3 días'],
    ['ru', 'Руслан Остров, Tolmara Highlands', '3 дня назад'],
    ['ar', 'Руслан Остров، Tolmara Highlands', 'قبل 3 أيام'],
    ['zh', 'Руслан Остров，Tolmara Highlands', '3天前'],
  ] as const)(
    'the list says who else wrote, at which centre and how long ago, as the question does (%s)',
    async (language, who, age) => {
      const at = Date.now() - 3 * 86_400_000 - 60_000;
      world = await createSyncWorld(at);
      await open('/sync/conflicts', language);
      await screen.findByRole('textbox');
      const item = document.querySelector<HTMLElement>('[aria-current="true"][data-settled]');
      const theirs = document.querySelectorAll<HTMLElement>('main section[aria-label]')[1];
      for (const place of [item, theirs]) {
        expect(place?.textContent).toContain(who);
        expect(place?.textContent).toContain(age);
        expect([...(place?.querySelectorAll('bdi') ?? [])].map((each) => each.textContent)).toEqual(
          expect.arrayContaining(['Руслан Остров', 'Tolmara Highlands']),
        );
        const written = place?.querySelector('time')?.dateTime ?? '';
        expect(Math.abs(Date.parse(written) - at)).toBeLessThan(1_000);
      }
    },
  );

  test('[CF2] going on and back settles nothing', async () => {
    await open();
    await heading(/Clear and cordon/);
    key('ArrowDown', { altKey: true });
    await heading(/priority/);
    key('ArrowDown', { altKey: true });
    await heading(/kept or deleted/);
    key('ArrowUp', { altKey: true });
    await heading(/priority/);
    expect(world.engine.saved).toEqual([]);
  });

  test.each<[string, (shown: Awaited<ReturnType<typeof open>>) => unknown]>([
    ['Back', ({ router }) => router.history.back()],
    ['another screen', ({ router }) => router.navigate({ to: '/sync' })],
    ['another question', () => fireEvent.click(screen.getByRole('button', { name: /priority/ }))],
    ['a closed window', ({ unmount }) => unmount()],
  ])('[CF2] [CF13] a typed proposal that is left by %s settles nothing, and is there again', async (way, leave) => {
    const shown = await open('/sync');
    await act(() => shown.router.navigate({ to: '/sync/conflicts' }));
    const field = await proposal();
    fireEvent.change(field, { target: { value: 'Clear 300 m.' } });
    expect(field.value).toBe('Clear 300 m.');
    fireEvent.keyDown(field, { key: 'Escape' });
    await act(async () => void (await leave(shown)));
    await waitFor(() => expect(screen.queryByRole('heading', { level: 1, name: /Clear and cordon/ })).toBeNull());
    expect(world.engine.saved).toEqual([]);
    expect((await world.state(ids.step)).fields['description.en']).toHaveLength(2);
    const again = `/sync/conflicts/${ids.step}/description.en`;
    await (way === 'a closed window' ? open(again) : act(() => shown.router.navigate({ to: again })));
    expect((await proposal()).value).toBe('Clear 300 m.');
    expect(screen.getByRole('list', { name: 'What you typed' }).textContent).toContain('Kept on this laptop');
  });

  test('[CF13] a pause and a left field keep what was typed, without leaving the screen', async () => {
    await open();
    const field = await proposal();
    fireEvent.change(field, { target: { value: 'Clear 300 m.' } });
    await waitFor(async () => expect(await world.engine.typedAnswers(typedAt)).toEqual(['Clear 300 m.']));
    fireEvent.change(field, { target: { value: 'Clear 350 m.' } });
    fireEvent.blur(field);
    expect(await world.engine.typedAnswers(typedAt)).toEqual(['Clear 350 m.']);
    expect(await world.engine.typedAnswers({ ...typedAt, person: people.ruslan })).toEqual([]);
  });

  test('[CF13] a side that is chosen, and typed over, leaves what was typed before; each text goes by a press', async () => {
    await open();
    const field = await proposal();
    fireEvent.change(field, { target: { value: 'Clear 300 m.' } });
    key('1');
    await waitFor(() => expect(field.value).toBe(texts.theirs));
    fireEvent.change(field, { target: { value: 'Clear 500 m.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go on with this' }));
    expect(field.value).toBe('Clear 300 m.');
    const list = () => within(screen.getByRole('list', { name: 'What you typed' }));
    expect(list().getByText('Clear 500 m.').lang).toBe('en');
    const [first] = list().getAllByRole('button', { name: 'Put aside what you typed' });
    fireEvent.click(first as HTMLElement);
    expect(field.value).toBe(texts.merged);
    fireEvent.click(list().getByRole('button', { name: 'Put aside what you typed' }));
    expect(screen.queryByRole('list', { name: 'What you typed' })).toBeNull();
    expect(await world.engine.typedAnswers(typedAt)).toEqual([]);
    expect(world.engine.saved).toEqual([]);
  });

  test('shows base, theirs and yours, and proposes both changes together', async () => {
    await open();
    expect((await proposal()).value).toBe(texts.merged);
    expect(screen.getByRole('region', { name: 'Base' }).textContent).toContain(texts.base);
    const theirs = within(screen.getByRole('region', { name: 'Theirs' }));
    expect(theirs.getByText('400').tagName).toBe('INS');
    expect(theirs.getByText('200').tagName).toBe('DEL');
    expect(screen.getByRole('region', { name: 'Yours' }).textContent).toContain('You, Sorrel Coast');
  });

  test('[CP8] a base whose text is no longer kept says so, and who wrote it', async () => {
    const { conflict } = world.engine;
    world.engine.conflict = async (id, field) => {
      const found = await conflict(id, field);
      const base = found?.base && { ...found.base, value: null, commitment: 'ab'.repeat(32) };
      return found && { ...found, base: base ?? null };
    };
    await open();
    await proposal();
    const base = screen.getByRole('region', { name: 'Base' });
    expect(base.textContent).toMatch(/no longer kept/);
    expect(base.textContent).toContain('Руслан Остров');
    expect(screen.getByRole('region', { name: 'Theirs' }).textContent).toContain('400');
  });

  test('[CF2] accepting is one operation that supersedes every head, and the next conflict opens', async () => {
    await open();
    await proposal();
    const heads = (await world.state(ids.step)).fields['description.en'] ?? [];
    key('Enter', { ctrlKey: true });
    await heading(/priority/);
    expect(world.engine.saved).toHaveLength(1);
    expect(world.engine.saved[0]).toMatchObject({ field: 'description.en', value: texts.merged });
    expect(world.engine.saved[0]?.supersedes).toEqual(heads.map((head) => head.id));
    expect((await world.state(ids.step)).fields['description.en']).toHaveLength(1);
    expect(screen.getByRole('img', { name: 'settled' })).toBeTruthy();
  });

  test('after the last one the screen says that nothing is left', async () => {
    await open();
    await proposal();
    key('Enter', { ctrlKey: true });
    await heading(/priority/);
    await screen.findByRole('region', { name: 'Theirs' });
    key('1');
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: /Accept/ }).disabled).toBe(false));
    key('Enter', { ctrlKey: true });
    await heading(/kept or deleted/);
    await screen.findByRole('region', { name: 'Edited' });
    key('1');
    await screen.findByText('The record stays, with these edits.');
    key('Enter', { ctrlKey: true });
    expect(await screen.findByText('Nothing to settle')).toBeTruthy();
    expect(world.engine.saved).toHaveLength(3);
  });

  test('1 takes theirs into the proposal and 2 yours; only accepting settles', async () => {
    await open();
    const field = await proposal();
    key('1');
    await waitFor(() => expect(field.value).toBe(texts.theirs));
    key('2');
    await waitFor(() => expect(field.value).toBe(texts.ours));
    expect(world.engine.saved).toEqual([]);
  });

  test('a digit typed into the proposal is text, and what is accepted is what was typed', async () => {
    await open();
    const field = await proposal();
    fireEvent.keyDown(field, { key: '1' });
    expect(field.value).toBe(texts.merged);
    fireEvent.change(field, { target: { value: 'Clear 300 m.' } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(world.engine.saved[0]?.value).toBe('Clear 300 m.'));
    await heading(/priority/);
    expect(await world.engine.typedAnswers(typedAt)).toEqual([]);
  });

  test('a save that fails keeps the conflict and what was typed', async () => {
    world.engine.failWith = { kind: 'disk-full' };
    await open();
    const field = await proposal();
    fireEvent.change(field, { target: { value: 'Clear 300 m.' } });
    fireEvent.click(screen.getByRole('button', { name: /Accept/ }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await proposal()).value).toBe('Clear 300 m.');
    expect((await world.state(ids.step)).fields['description.en']).toHaveLength(2);
  });
});

describe('conflicts that are no text', () => {
  test('a number is chosen, and nothing can be accepted before', async () => {
    await open(`/sync/conflicts/${ids.playbook}/priority`);
    await heading(/priority/);
    const accept = await screen.findByRole<HTMLButtonElement>('button', { name: /Accept/ });
    expect(accept.disabled).toBe(true);
    expect(screen.getByRole('region', { name: 'Theirs' }).textContent).toContain('5');
    key('1');
    await waitFor(() => expect(accept.disabled).toBe(false));
    key('Enter', { ctrlKey: true });
    await waitFor(() => expect(world.engine.saved[0]).toMatchObject({ field: 'priority', value: 5 }));
    expect(world.engine.saved[0]?.supersedes).toHaveLength(2);
  });

  test('[MG4] deleted there, edited here: the edit is shown, and keeping restores the record', async () => {
    await open(`/sync/conflicts/${ids.gone}/${encodeURIComponent(existenceField)}`);
    await heading(/kept or deleted/);
    expect((await screen.findByRole('region', { name: 'Edited' })).textContent).toContain('new address');
    expect(screen.getByRole('region', { name: 'Deleted' }).textContent).toContain('Руслан Остров');
    key('1');
    fireEvent.click(screen.getByRole('button', { name: /Accept/ }));
    await waitFor(() => expect(world.engine.saved[0]?.kind).toBe('restore'));
    const state = await world.state(ids.gone);
    expect(state.fields[existenceField]).toHaveLength(1);
    expect(state.fields['title.en']?.at(-1)?.value).toBe('Mail room screening, new address');
  });

  test('deleting names every edit that the deleter has now seen', async () => {
    await open(`/sync/conflicts/${ids.gone}/${encodeURIComponent(existenceField)}`);
    await screen.findByRole('region', { name: 'Edited' });
    key('2');
    key('Enter', { ctrlKey: true });
    await waitFor(() => expect(world.engine.saved[0]?.kind).toBe('delete'));
    const edit = (await world.state(ids.gone)).fields['title.en']?.at(-1)?.id;
    const { seen } = (world.engine.saved[0]?.value ?? {}) as { seen?: string[] };
    expect(seen).toContain(edit);
  });

  test('who may not delete cannot settle it', async () => {
    localStorage.setItem('waypost.profile', people.ruslan);
    await open(`/sync/conflicts/${ids.gone}/${encodeURIComponent(existenceField)}`);
    await screen.findByRole('region', { name: 'Edited' });
    key('2');
    key('Enter', { ctrlKey: true });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Accept/ }).disabled).toBe(true);
    expect(world.engine.saved).toEqual([]);
  });
});

test('[CF10] changes that were made apart are read side by side, and only the answer ends the question', async () => {
  const state = await world.state(ids.playbook);
  const trace = (field: string, ...fields: string[]) =>
    [{ kind: 'set', ...placeOf(state), field, value: { fields }, supersedes: [] }] as const;
  world.engine.receive(people.ruslan, trace(textTraceKey, 'title.en'));
  world.engine.receive(people.amina, trace(traceKey, 'marking', 'steps'));
  await open(`/sync/conflicts/${ids.playbook}/${encodeURIComponent(traceKey)}`);
  await heading(/Unattended item, changed apart/);
  expect((await screen.findByRole('region', { name: 'Theirs' })).textContent).toContain('Unattended item');
  expect(screen.getByRole('region', { name: 'Yours' }).textContent).toContain('TLP:AMBER');
  expect(screen.getByRole('region', { name: 'Yours' }).textContent).toContain('Steps of this playbook');
  const link = screen.getByRole('link', { name: 'Read it with everything around it' });
  expect(link.getAttribute('href')).toBe(`/playbooks/${ids.playbook}`);
  key('ArrowDown', { altKey: true });
  await waitFor(() => expect(screen.queryByRole('heading', { level: 1, name: /changed apart/ })).toBe(null));
  key('ArrowUp', { altKey: true });
  await heading(/changed apart/);
  expect(world.engine.saved).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: /It fits together/ }));
  await waitFor(() => expect(world.engine.saved).toHaveLength(1));
  expect(world.engine.saved[0]).toMatchObject({ field: traceKey, value: { fields: ['marking', 'steps', 'title.en'] } });
  expect((await world.state(ids.playbook)).fields[traceKey]).toHaveLength(1);
});

test('[CF9] whoever may translate answers for texts, and for nothing else; one’s own change on another laptop is one’s own', async () => {
  const state = await world.state(ids.playbook);
  const trace = (field: string, value: object) =>
    [{ kind: 'set', ...placeOf(state), field, value, supersedes: [] }] as unknown as OperationDraft[];
  const grants = [{ person: people.amina, scope, roles: ['translator' as const] }];
  const fits = () => screen.findByRole<HTMLButtonElement>('button', { name: /It fits together/ });
  const path = `/sync/conflicts/${ids.playbook}/${encodeURIComponent(traceKey)}`;
  world.engine.receive(people.amina, trace(textTraceKey, { fields: ['title.en'] }));
  world.engine.receive(people.amina, trace(textTraceKey, { fields: ['title.ar'] }));
  const first = await open(path, 'en', grants);
  expect((await fits()).disabled).toBe(false);
  expect(screen.getByRole('region', { name: 'You' })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Yours' })).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Theirs' })).toBeNull();
  first.unmount();
  world.engine.receive(people.ruslan, trace(traceKey, { fields: ['marking'] }));
  await open(path, 'en', grants);
  expect((await fits()).disabled).toBe(true);
});

const placeOf = ({ scope, type, id }: RecordState) => ({ scope, type, record: id });

test('words and numbers that were replaced in an Arabic text stand apart and in its direction, in an English screen too', async () => {
  const before = await world.state(ids.step);
  const from = before.fields['description.ar']?.[0]?.id ?? '';
  const base = { ...storedOf(before, 'description.ar', from), value: 'أخلِ 200 م حول Tidewatch، ثم انتظر.' };
  const says = (text: string) => {
    const drafts = setFields(step, before, { 'description.ar': text });
    return drafts.ok ? drafts.value : [];
  };
  world.engine.receive(people.ruslan, says('أخلِ 400 م حول Harbour، ثم انتظر.'));
  world.engine.receive(people.amina, says('أخلِ 200 م حول Tidewatch، ثم انتظر الشرطة.'));
  const { conflict } = world.engine;
  world.engine.conflict = async (id, field) => {
    const found = await conflict(id, field);
    return found && field === 'description.ar' ? { ...found, base } : found;
  };
  await open(`/sync/conflicts/${ids.step}/description.ar`);
  const theirs = await screen.findByRole('region', { name: 'Theirs' });
  const parts = [...theirs.querySelectorAll<HTMLElement>('ins, del')];
  const said = parts.map(({ tagName, dir, textContent }) => `${tagName} ${dir} ${textContent}`);
  expect(said).toEqual([
    'DEL rtl removed 200',
    'INS rtl added 400',
    'DEL rtl removed Tidewatch',
    'INS rtl added Harbour',
  ]);
  expect(parts.map((part) => part.closest('[lang]')?.getAttribute('lang'))).toEqual(Array(4).fill('ar'));
  // What is said of a part is in the language of the screen.
  expect(parts.map((part) => part.firstElementChild?.getAttribute('lang'))).toEqual(Array(4).fill('en'));
});

test('in Arabic the English text keeps its direction and language', async () => {
  await open('/sync/conflicts', 'ar');
  const field = await screen.findByRole('textbox');
  expect(field.closest('[lang]')?.getAttribute('lang')).toBe('en');
  expect(field.closest('[dir]')?.getAttribute('dir')).toBe('ltr');
  expect(document.documentElement.dir).toBe('rtl');
});
