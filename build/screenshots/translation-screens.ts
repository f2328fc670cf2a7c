/** Translating. */
import type { Page } from 'playwright-core';
import type { Screen } from './camera.ts';
import type { Story } from './story.ts';

/** The words of every record are counted once, after the first picture of the screen. */
const counted = (page: Page) => page.locator('main [role="listbox"]').waitFor();

export function translationScreens({ playbook }: Story): readonly Screen[] {
  const grid = `/translation/ar/${playbook}`;
  return [
    { name: 'translation', path: '/translation?lang=ar', prepare: counted },
    { name: 'translation-1366', path: '/translation?lang=ar', size: [1366, 768], prepare: counted },
    { name: 'translation-grid', path: grid },
    { name: 'translation-grid-1366', path: grid, size: [1366, 768] },
    { name: 'translation-grid-zoom-200', path: grid, zoom: 2 },
  ];
}
