import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterAll, expect, test, vi } from 'vitest';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { courseModule } from '../../../../shared/domain/training/course-module.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import { courseId, openTraining, sampleSession } from '../../../../test/support/training-screens.tsx';

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

const change = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('[MD1] [MD2] a course gets a module in two languages, and its materials say in which language each is', async () => {
  const first = createRecord(
    courseModule,
    { scope, id: 'm-1' },
    { course: courseId, order: 'a0', title: { en: 'Before the team comes' }, language: 'en' },
  );
  if (!first.ok) throw new Error('not made');
  const { engine, desktop } = await openTraining(`/training/courses/${courseId}/modules/new`, {
    drafts: [...sampleSession(), ...first.value],
  });
  await screen.findByLabelText('Title');
  change('Title', 'At the scene');
  change('Hours', '2,5');
  change('Language of this text', 'fr');
  change('Title', 'Sur les lieux');
  change('What is taught', 'Garder les traces.');
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  const heading = await screen.findByRole('heading', { level: 3, name: /At the scene/ });
  expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toContain(
    '1. Before the team comes',
  );
  expect(screen.getByText('Garder les traces.').getAttribute('lang')).toBe('fr');
  const made = (await engine.list({ type: courseModule.type })).find(({ id }) => id !== 'm-1');
  const [state] = await engine.open([made?.id ?? '']);
  if (state === undefined) throw new Error('not there');
  expect(viewOf(courseModule, state)).toMatchObject({ hours: 2.5, title: { en: 'At the scene', fr: 'Sur les lieux' } });

  const module = within(heading.closest('div')?.parentElement as HTMLElement);
  desktop.files = [{ name: 'scene.pdf', bytes: Uint8Array.of(1, 2, 3) }];
  fireEvent.change(await module.findByLabelText('Language of the file'), { target: { value: 'ar' } });
  fireEvent.click(module.getByRole('button', { name: 'Attach a file or photo' }));
  expect(await module.findByText('العربية', { selector: 'bdi' })).toBeTruthy();
  await waitFor(async () => expect((await engine.list({ type: 'attachment' }))[0]?.values['language']).toBe('ar'));
  expect(await problems()).toEqual([]);
});
