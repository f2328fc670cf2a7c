import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { gridPath, openTranslation } from '../../../test/support/translation-screens.tsx';
import { writeElsewhere } from '../../../test/support/write-elsewhere.ts';

const cordon = 's-cordon';
const rowsOf = async () => within(await screen.findByRole('list', { name: 'Texts' })).getAllByRole('listitem');
const boxOf = async (name: RegExp) => screen.findByRole<HTMLTextAreaElement>('textbox', { name });
const unit = (field: string) => `${gridPath}?unit=${cordon}.${field}`;

test('shows source, translation and state side by side, each in its own language and direction', async () => {
  await openTranslation(gridPath);
  const row = (await screen.findByText('سجّل البلاغ')).closest('li') as HTMLElement;
  expect(within(row).getByText('سجّل البلاغ').closest('[dir]')?.getAttribute('dir')).toBe('rtl');
  expect(within(row).getByText('Log the report').closest('[dir]')?.getAttribute('dir')).toBe('ltr');
  expect(within(row).getByText('To review')).toBeTruthy();
  expect(within(row).getByText('Step 1, name')).toBeTruthy();
});

test('an outdated translation shows what changed in the original, and is renewed by accepting', async () => {
  const { engine } = await openTranslation(unit('description'));
  await writeElsewhere(engine, cordon, { 'description.en': 'Clear 300 m for a bag, 200 m for a vehicle.' });
  const open = () => screen.getByRole('listitem', { current: true });
  await waitFor(() => expect(within(open()).getByText('Outdated')).toBeTruthy());
  await waitFor(() => expect(open().querySelector('ins')?.textContent).toContain('300'));
  expect(open().querySelector('del')?.textContent).toContain('100');
  expect(within(open()).getByText('300 is missing')).toBeTruthy();
  const box = await boxOf(/text, translation/);
  fireEvent.focus(box);
  fireEvent.change(box, { target: { value: 'أخلِ مسافة 300 م حول الحقيبة و200 م حول المركبة.' } });
  expect(screen.queryByText('300 is missing')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Accept/ }));
  await screen.findByRole('button', { name: 'Outdated 0' });
  const row = (await rowsOf()).find((one) => one.textContent?.includes('أخلِ مسافة 300 م'));
  expect(within(row as HTMLElement).getByText('To review')).toBeTruthy();
});

test('words that were left before they were accepted are kept, and stay outdated', async () => {
  const { engine } = await openTranslation(unit('name'));
  await writeElsewhere(engine, cordon, { 'name.en': 'Hold the cordon' });
  await screen.findByRole('button', { name: 'Outdated 1' });
  const box = await boxOf(/name, translation/);
  fireEvent.focus(box);
  fireEvent.change(box, { target: { value: 'أبقِ' } });
  fireEvent.blur(box);
  await waitFor(async () => expect((await engine.open([cordon]))[0]?.fields['name.ar']?.[0]?.value).toBe('أبقِ'));
  const open = screen.getByRole('listitem', { current: true });
  expect(await within(open).findByText('Saved here')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Outdated 1' })).toBeTruthy();
});

test('keys do everything: accept and go on, next, the next outdated one, from memory', async () => {
  const { engine } = await openTranslation(`${gridPath}?unit=s-prosecutor.description`);
  const key = (init: object) => fireEvent.keyDown(document.activeElement ?? document.body, init);
  await writeElsewhere(engine, cordon, { 'name.en': 'Hold the cordon' });
  const box = await boxOf(/text, translation/);
  box.focus();
  await screen.findByText('PB-0119');
  key({ key: '1', code: 'Digit1', ctrlKey: true });
  await waitFor(() => expect(box.value).toBe('قل ما عُثر عليه وما فُعل.'));
  key({ key: 'Enter', ctrlKey: true });
  await waitFor(() =>
    expect(screen.getByRole('listitem', { current: true }).textContent).toContain('Duty investigator'),
  );
  key({ key: 'ArrowUp', altKey: true });
  await waitFor(() =>
    expect(screen.getByRole('listitem', { current: true }).textContent).toContain('Say what was found'),
  );
  key({ key: 'F8' });
  await waitFor(() => expect(screen.getByRole('listitem', { current: true }).textContent).toContain('the cordon'));
  expect((await engine.open(['s-prosecutor']))[0]?.fields['description.ar']?.[0]?.value).toBe(
    'قل ما عُثر عليه وما فُعل.',
  );
});

test('a filter shows one state only, and says so when there is none', async () => {
  await openTranslation(gridPath);
  const all = (await rowsOf()).length;
  fireEvent.click(screen.getByRole('button', { name: /^New/ }));
  await waitFor(async () => expect((await rowsOf()).length).toBeLessThan(all));
});

test('a translator cannot call a text reviewed, a reviewer can, an approver makes it final', async () => {
  await openTranslation(unit('name'));
  await boxOf(/name, translation/);
  expect(screen.queryByRole('button', { name: /Mark reviewed/ })).toBeNull();
});

test('a reviewer marks reviewed and an approver final', async () => {
  const { engine } = await openTranslation(unit('name'), { roles: ['reviewer', 'approver'] });
  fireEvent.click(await screen.findByRole('button', { name: /Mark reviewed/ }));
  const stateNow = async () => (await engine.open([cordon]))[0]?.fields['translation:name.ar']?.[0]?.value;
  await waitFor(async () => expect(await stateNow()).toMatchObject({ state: 'reviewed' }));
  const row = (await screen.findByText('أقم الطوق الأمني وأبعد الناس خلفه')).closest('button') as HTMLElement;
  fireEvent.click(row);
  fireEvent.click(await screen.findByRole('button', { name: /Mark final/ }));
  await waitFor(async () => expect(await stateNow()).toMatchObject({ state: 'final' }));
});

test('a contested translation is not edited over: it leads to where it is settled', async () => {
  const { engine } = await openTranslation(unit('name'));
  const [state] = await engine.open([cordon]);
  engine.receive('elsewhere', [
    {
      kind: 'set',
      scope: state?.scope ?? '',
      type: 'step',
      record: cordon,
      field: 'name.ar',
      value: 'حلقة',
      supersedes: [],
    },
  ]);
  const link = await screen.findByRole('link', { name: 'Settle it' });
  expect(link.getAttribute('href')).toContain(`/sync/conflicts/${cordon}/name.ar`);
  expect((await boxOf(/name, translation/)).readOnly).toBe(true);
});

test('terms of the list stand at the side, and whether they are used', async () => {
  await openTranslation(unit('name'));
  const side = await screen.findByRole('complementary', { name: 'Help with this text' });
  expect(await within(side).findByText('طوق أمني')).toBeTruthy();
  expect(within(side).getByRole('img', { name: 'Used' })).toBeTruthy();
});

test('a record that is not here says what to do', async () => {
  await openTranslation('/translation/ar/nowhere');
  expect(await screen.findByRole('heading', { level: 1, name: 'This is not on this laptop' })).toBeTruthy();
});
