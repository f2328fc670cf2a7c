import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { galleryFeatures } from '../../test/gallery/gallery-features.tsx';
import { sampleShellData } from '../../test/gallery/sample-shell-data.ts';
import { renderApp } from '../../test/support/dom.tsx';

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

test.each(['/', '/reader', '/list', '/settings', '/run'])('axe finds nothing on %s', async (path) => {
  await renderApp(path, { features: galleryFeatures, shellData: sampleShellData });
  expect(await problems()).toEqual([]);
});

test('axe finds nothing in the palette, in Arabic', async () => {
  await renderApp('/reader', { features: galleryFeatures, shellData: sampleShellData, language: 'ar' });
  fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
  await screen.findByRole('combobox');
  expect(await problems()).toEqual([]);
});
