/** Agreements, scopes, access and retention. */
import type { Page } from 'playwright-core';
import { samplePeople, sampleScopes } from '../../hub/network/sample-network.ts';
import type { Screen } from './camera.ts';

/** Opens the agreement with a number of the sample. */
const openAgreement = (number: string) => async (page: Page) => {
  await page.locator('main [role="option"]').filter({ hasText: number }).click();
  await page.waitForFunction(() => location.hash.includes('/agreements/'));
};

/** Says that the file is for another centre: what no agreement lets go there stays. */
async function chooseCentre(page: Page): Promise<void> {
  await page
    .locator('select')
    .first()
    .selectOption(sampleScopes.highlands.centre ?? '');
}

export const governanceScreens: readonly Screen[] = [
  { name: 'agreements', path: '/governance' },
  { name: 'agreement', path: '/governance', prepare: openAgreement('-004') },
  {
    name: 'agreement-to-sign',
    path: '/governance',
    person: samplePeople.director.person,
    prepare: openAgreement('-011'),
  },
  { name: 'agreement-ended', path: '/governance', prepare: openAgreement('-005') },
  { name: 'agreement-new', path: '/governance/agreements/new', person: samplePeople.coordinator.person },
  { name: 'scopes', path: '/governance/scopes', person: samplePeople.coordinator.person },
  { name: 'access-new', path: '/governance/access/new', person: samplePeople.reviewer.person },
  { name: 'access-none', path: '/governance/access' },
  { name: 'retention-new', path: '/governance/retention/new', person: samplePeople.coordinator.person },
  {
    name: 'agreement-at-export',
    path: '/exchange',
    person: samplePeople.coordinator.person,
    prepare: chooseCentre,
  },
];
