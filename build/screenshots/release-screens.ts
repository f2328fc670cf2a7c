/** Editions of a playbook. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { Screen } from './camera.ts';
import { drawn } from './reader-screens.ts';
import type { Story } from './story.ts';

/** The edition with this number, from the list of releases. */
const openRelease = (number: string) => async (page: Page) => {
  await page.locator('main button').filter({ hasText: number }).first().click();
  await page.locator('main aside dl').waitFor();
};

export function releaseScreens({ releases }: Story): readonly Screen[] {
  const own = `/playbooks/${releases.under}`;
  const approver = samplePeople.approver.person;
  return [
    { name: 'reader-released', path: own, prepare: drawn },
    { name: 'reader-withdrawn', path: `/playbooks/${releases.withdrawn}`, prepare: drawn },
    { name: 'releases', path: `${own}/releases`, person: samplePeople.coordinator.person },
    { name: 'release-review', path: `${own}/releases`, person: approver, prepare: openRelease('1.4') },
    {
      name: 'release-review-zoom-200',
      path: `${own}/releases`,
      person: approver,
      zoom: 2,
      prepare: openRelease('1.4'),
    },
    {
      name: 'release-comment',
      path: `${own}/releases`,
      person: approver,
      async prepare(page) {
        await openRelease('1.4')(page);
        await page.locator('main button:has(.tabler-icon-message)').first().click();
        await page.locator('main textarea:focus').waitFor();
      },
    },
    { name: 'release-ask', path: `${own}/releases/ask`, person: samplePeople.coordinator.person },
    { name: 'release-compare', path: `${own}/releases/compare` },
  ];
}
