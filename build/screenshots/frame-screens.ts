/** The vault, sync, settings and what leaves a laptop. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { traceKey } from '../../shared/domain/trace.ts';
import type { Screen } from './camera.ts';
import type { Story } from './story.ts';

/** The laptop is in the room from the first of the two pictures on. */
async function enterRoom(page: Page): Promise<void> {
  await page.locator('main input[role="switch"]').check();
  await page.locator('#sync-room').evaluate((head) => head.scrollIntoView({ block: 'start' }));
}

/** What an auditor needs stands last on the screen. */
async function showAudit(page: Page): Promise<void> {
  await page.locator('#sync-audit').evaluate((head) => head.scrollIntoView({ block: 'start' }));
}

export const frameScreens = ({ apart }: Story): readonly Screen[] => [
  { name: 'vault', path: '/vault' },
  { name: 'travel', path: '/vault/travel' },
  { name: 'sync', path: '/sync' },
  { name: 'sync-room', path: '/sync', prepare: enterRoom },
  { name: 'sync-audit', path: '/sync', prepare: showAudit },
  { name: 'conflicts', path: '/sync/conflicts' },
  {
    name: 'conflicts-apart',
    path: `/sync/conflicts/${apart}/${encodeURIComponent(traceKey)}`,
    size: [1366, 768],
  },
  { name: 'decisions', path: '/sync/decisions', person: samplePeople.coordinator.person },
  { name: 'settings', path: '/settings' },
  { name: 'export', path: '/exchange' },
  { name: 'export-1366', path: '/exchange', size: [1366, 768] },
  { name: 'export-zoom-200', path: '/exchange', zoom: 2 },
  { name: 'library-import', path: '/exchange/import' },
  {
    name: 'palette',
    path: '/',
    async prepare(page) {
      await page.keyboard.press('Control+k');
      await page.locator('[role="combobox"]').fill('bomb');
    },
  },
  {
    name: 'profiles',
    path: '/',
    prepare: (page) => page.locator('nav button[aria-haspopup="menu"]').last().click(),
  },
];
