/** Home, the library, the search and what is imported into it. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { Screen } from './camera.ts';

/** A search that has answered. */
const found = (page: Page) => page.locator('main [role="option"]').first().waitFor();

export const libraryScreens: readonly Screen[] = [
  { name: 'home', path: '/' },
  { name: 'home-trainer', path: '/', person: samplePeople.trainer.person },
  { name: 'home-translator', path: '/', person: samplePeople.translator.person },
  { name: 'home-coordinator', path: '/', person: samplePeople.coordinator.person },
  { name: 'library', path: '/playbooks' },
  { name: 'library-search', path: '/playbooks?q=bomb' },
  { name: 'search', path: '/search?q=cordon', prepare: found },
  { name: 'search-1366', path: '/search?q=طوق', size: [1366, 768], prepare: found },
  { name: 'search-zoom-200', path: '/search?q=evidence', zoom: 2, prepare: found },
  {
    name: 'library-filters',
    path: '/playbooks',
    prepare: (page) =>
      page.locator('main div:has(> button[aria-pressed]) button[aria-haspopup="menu"]').first().click(),
  },
  {
    name: 'library-views',
    path: '/playbooks?state=released&sort=review',
    prepare: (page) => page.locator('main button[aria-haspopup="menu"]:has(.tabler-icon-bookmark)').first().click(),
  },
  { name: 'import-report', path: '/playbooks/import' },
  { name: 'import-proposal', path: '/playbooks', prepare: dropDocument },
];

/** A document for people and a file that is no playbook, dropped on the library: what each would become, and why not. */
async function dropDocument(page: Page): Promise<void> {
  await page.locator('main [role="option"]').first().waitFor();
  await page.evaluate(() => {
    const plan = [
      '# Vehicle left at a ferry gate',
      'For the gate crew, until the specialised team takes over.',
      '## Close the lane',
      'Nobody drives past the vehicle.',
      '- Put the barrier down',
      '- Tell the ferry to wait',
      '## Find the driver',
      'Ask on the loudspeaker, twice.',
      '## Call the specialised team',
      'Give the plate, the lane and the time.',
    ];
    const data = new DataTransfer();
    data.items.add(new File([plan.join('\n\n')], 'ferry-gate.md', { type: 'text/markdown' }));
    data.items.add(new File(['{ "type": "playbook", "name": oops }'], 'broken.json', { type: 'application/json' }));
    const at = document.querySelector('main [role="option"]');
    at?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.locator('main fieldset legend').first().waitFor();
}
