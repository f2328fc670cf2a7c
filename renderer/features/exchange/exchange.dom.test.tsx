import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { createRecord, setFields } from '../../../shared/domain/edit.ts';
import { exercise } from '../../../shared/domain/exercise.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { course } from '../../../shared/domain/training/course.ts';
import { enrolment } from '../../../shared/domain/training/enrolment.ts';
import { person } from '../../../shared/domain/training/person.ts';
import { session } from '../../../shared/domain/training/session.ts';
import { apply, emptyDevice } from '../../../test/exchange/exchange-world.ts';
import type { EngineLife } from '../../../test/support/engine-life.ts';
import { openExchange } from '../../../test/support/exchange-screens.tsx';
import { scopeA, uuidNumbered } from '../../../test/support/network.ts';

beforeEach(() => localStorage.clear());

const id = (number: number) => uuidNumbered(0x33, number);
const place = (number: number) => ({ scope: scopeA, id: id(number) });

function made(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function laptop(): Promise<EngineLife> {
  const life = await emptyDevice();
  await apply(life, [
    ...made(createRecord(course, place(1), { title: { en: 'Evidence' }, language: 'en', marking: 'TLP:GREEN' })),
    ...made(createRecord(session, place(2), { course: id(1), place: 'Quay Street', marking: 'TLP:RED' })),
    ...made(createRecord(person, place(3), { name: 'Amal Berrada' })),
    ...made(createRecord(enrolment, place(4), { session: id(2), person: id(3), status: 'enrolled' })),
  ]);
  return life;
}

const show = (path: string, { engine, device }: EngineLife, language: 'en' | 'ar' = 'en') =>
  openExchange(path, { engine, identity: device.identity, language });

const rows = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

async function problems(): Promise<string[]> {
  // Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

/** Exports from a laptop under these words for the purpose; the bytes of the file. */
async function exportFrom(life: EngineLife, highest?: string): Promise<Uint8Array> {
  const { desktop } = await show('/exchange', life);
  if (highest !== undefined) {
    fireEvent.change(await screen.findByRole('combobox', { name: 'Highest mark that leaves' }), {
      target: { value: highest },
    });
  }
  fireEvent.click(await screen.findByRole('button', { name: /^Write (one record|[1-9]\d* records)$/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('Written:');
  cleanup();
  return desktop.saved[0]?.bytes ?? new Uint8Array();
}

test('a file for another centre leaves out what no agreement lets go there, and says so', async () => {
  const life = await laptop();
  const scopes = life.device.identity.scopes.map((scope) => ({
    ...scope,
    centre: scope.id === scopeA ? 'Coast of the test' : 'Hills of the test',
  }));
  await openExchange('/exchange', { engine: life.engine, identity: { ...life.device.identity, scopes } });
  await screen.findByRole('table');
  fireEvent.change(screen.getByRole('combobox', { name: 'Who it is for' }), { target: { value: 'Hills of the test' } });
  expect(await screen.findByText(/^Nothing leaves under this choice/)).toBeTruthy();
  const pane = screen.getByRole('complementary', { name: 'Stays here' });
  expect(within(pane).getAllByText('No agreement in force lets it go to that centre')).toHaveLength(2);
});

test('what leaves and what stays is said before anything is written, and follows the choice of the mark', async () => {
  await show('/exchange', await laptop());
  expect(rows(await screen.findByRole('table'))).toEqual(['CoursesTLP:GREEN1', 'Peopleno mark1']);
  const pane = screen.getByRole('complementary', { name: 'Stays here' });
  expect(within(pane).getByText('2 records')).toBeTruthy();
  expect(within(pane).getAllByText('Above the mark you chose')).toHaveLength(2);
  fireEvent.change(screen.getByRole('combobox', { name: 'Highest mark that leaves' }), {
    target: { value: 'TLP:RED' },
  });
  expect(screen.getByRole('button', { name: 'Write 4 records' })).toBeTruthy();
  expect(screen.getByText(/for named people only/)).toBeTruthy();
  expect(within(pane).getByText('Everything you may see leaves.')).toBeTruthy();
});

test('a library is written, and imported on a laptop of another network', async () => {
  const bytes = await exportFrom(await laptop(), 'TLP:RED');
  const here = await emptyDevice();
  const { desktop } = await show('/exchange/import', here);
  desktop.files = [{ name: 'library.zip', bytes }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  const table = await screen.findByRole('table');
  expect(rows(table)).toEqual(['Courses100', 'People100', 'Sessions100', 'Places on rosters100']);
  expect(screen.getAllByText('Test network')).toHaveLength(2);
  expect(await here.engine.list({})).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Import 4 records' }));
  expect((await screen.findByRole('alert')).textContent).toContain('4 of 4 records are saved.');
  expect(await screen.findByRole('button', { name: 'Nothing to import' })).toBeTruthy();
  expect((await here.engine.list({ type: 'course' }))[0]?.values['title.en']).toBe('Evidence');
  expect(await problems()).toEqual([]);
});

test('[EX25] [EX26] an exercise leaves as a signed package, and the import says that its key is not known there', async () => {
  const life = await laptop();
  const named = { director: 'amal berrada', players: ['Nobody Known'], playbooks: [id(9)] };
  const drill = { title: { en: 'Tidewatch' }, language: 'en', marking: 'TLP:GREEN' } as const;
  await apply(life, made(createRecord(exercise, place(5), { ...drill, ...named })));
  const { desktop } = await show(`/exchange?exercise=${id(5)}`, life);
  expect(await screen.findByText('Tidewatch')).toBeTruthy();
  // [EX29] [EX30] Whose records leave is said and chosen, and what is named and does not leave.
  expect(await screen.findByText(/^Personal data: name, organisation, role and e-mail/)).toBeTruthy();
  expect(screen.getByText('Without a record here: Nobody Known.')).toBeTruthy();
  expect(screen.getByText(`Playbooks that it names and that do not leave: ${id(9)}.`)).toBeTruthy();
  expect(rows(screen.getByRole('table'))[1]).toBe('PeopleTLP:GREEN1');
  expect(screen.getByRole('button', { name: 'Write 2 records' })).toBeTruthy();
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Their records leave too: 1' }));
  expect(screen.getByText(/^No record of a person leaves/)).toBeTruthy();
  fireEvent.change(screen.getByRole('combobox', { name: 'Highest mark that leaves' }), {
    target: { value: 'TLP:CLEAR' },
  });
  expect(screen.getByText(/^The exercise itself stays under this choice/)).toBeTruthy();
  fireEvent.change(screen.getByRole('combobox', { name: 'Highest mark that leaves' }), {
    target: { value: 'TLP:GREEN' },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Write one record' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Written:');
  cleanup();
  const other = await show('/exchange/import', await emptyDevice());
  other.desktop.files = [{ name: 'exercise.zip', bytes: desktop.saved[0]?.bytes ?? new Uint8Array() }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  expect(await screen.findByText(/^a key that is not known here/)).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Import one record' })).toBeTruthy();
  expect((await screen.findByText(/neither in the file nor here/)).textContent).toContain(id(9));
});

test('what stands in the way is shown with its fields, and nothing is imported', async () => {
  const there = await laptop();
  const bytes = await exportFrom(there);
  const [state] = await there.engine.open([id(1)]);
  if (state === undefined) throw new Error('gone');
  await apply(there, made(setFields(course, state, { 'title.en': 'Proof' }) as ReturnType<typeof createRecord>));
  const { desktop } = await show('/exchange/import', there);
  desktop.files = [{ name: 'library.zip', bytes }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  expect(await screen.findByText(/holds something else here/)).toBeTruthy();
  expect(screen.getByText('title.en')).toBeTruthy();
  expect(screen.getByText('Something stands in the way. Nothing is imported.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Nothing to import' }).hasAttribute('disabled')).toBe(true);
});

test('a scope without a place here holds the import until somebody says where it goes', async () => {
  const bytes = await exportFrom(await laptop());
  const here = await emptyDevice();
  const { desktop } = await show('/exchange/import', here);
  desktop.files = [{ name: 'library.zip', bytes }];
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
  const scope = await screen.findByRole('combobox', { name: /goes into/ });
  await screen.findByRole('button', { name: 'Import 2 records' });
  fireEvent.change(scope, { target: { value: '' } });
  expect((await screen.findAllByText('say which scope it goes into')).length).toBe(2);
  fireEvent.change(scope, { target: { value: scopeA } });
  expect(await screen.findByRole('button', { name: 'Import 2 records' })).toBeTruthy();
});

test('files that are none are refused with words, and the screen goes on', async () => {
  const bytes = await exportFrom(await laptop());
  const { desktop } = await show('/exchange/import', await emptyDevice());
  const refused = async (name: string, file: Uint8Array) => {
    desktop.files = [{ name, bytes: file }];
    fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
    const alert = await screen.findByText(new RegExp(`${name} cannot be imported`));
    return alert.parentElement?.textContent ?? '';
  };
  expect(await refused('letter.zip', new Uint8Array([1, 2, 3]))).toContain('no ZIP that can be read');
  expect(await refused('cut.zip', bytes.slice(0, 500))).toContain('Its end is missing');
  expect(await refused('huge.zip', new Uint8Array())).toContain('larger than a window can read');
  expect(await problems()).toEqual([]);
});

test('both screens open in Arabic and axe finds nothing', async () => {
  const life = await laptop();
  await show('/exchange', life, 'ar');
  await screen.findByRole('table');
  expect(await problems()).toEqual([]);
  cleanup();
  await show('/exchange/import', life, 'ar');
  await waitFor(() => expect(screen.getByText('لم يُختر ملف')).toBeTruthy());
  expect(await problems()).toEqual([]);
});
