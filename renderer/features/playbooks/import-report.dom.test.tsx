import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { openPlaybooks } from '../../../test/support/playbook-screens.tsx';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };
const markdown = '# Stolen laptop\n## Report\n1. Call\n2. Write\n## Licence\nMIT\n';

async function importOne(language: 'en' | 'ar' = 'en') {
  const app = await openPlaybooks('/playbooks/import', { language });
  app.desktop.files = [{ name: 'laptop.md', bytes: utf8(markdown) }];
  const [button] = await screen.findAllByRole('button', { name: language === 'en' ? 'Import' : 'استيراد' });
  fireEvent.click(button as HTMLElement);
  fireEvent.click(await screen.findByRole('menuitem', { name: language === 'en' ? 'Files' : 'ملفات' }));
  await screen.findAllByText('Stolen laptop');
  return app;
}

test('shows the steps of a Markdown file, saves nothing before the button, and leaves out what was unticked', async () => {
  const { engine } = await importOne();
  const { violations } = await run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  const licence = await screen.findByRole('checkbox', { name: /Licence/ });
  expect(engine.saved).toEqual([]);
  expect(screen.getByText('2 actions')).toBeTruthy();
  fireEvent.click(licence);
  fireEvent.click(screen.getByRole('button', { name: 'Save as a draft with 1 step' }));
  await screen.findByText('Imported');
  const steps = await engine.list({ type: 'step' });
  expect(steps.map(({ values }) => values['name.en']).filter(Boolean)).toEqual(['Report']);
});

test('a document that nobody wants is gone, and nothing of it was saved', async () => {
  const { engine } = await importOne();
  fireEvent.click(await screen.findByRole('button', { name: 'Do not import' }));
  await screen.findByText('Not imported');
  expect(engine.saved).toEqual([]);
});
