/** The money of a session: what stands against the plan, a correction, what each seat cost. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { sessionId } from '../sample/fill-training.ts';
import type { Screen } from './camera.ts';

const path = `/training/sessions/${sessionId('031')}/costs`;
const person = samplePeople.coordinator.person;

/** The newest entry, being corrected. */
const correcting = (page: Page) => page.locator('main ul li button').first().click();

/** The last table of the screen, which stands under everything else. */
const seatsInSight = (page: Page) => page.locator('main table').last().scrollIntoViewIfNeeded();

export const costScreens: readonly Screen[] = [
  { name: 'costs', path, person },
  { name: 'costs-1366', path, size: [1366, 768], person },
  { name: 'costs-correction', path, person, prepare: correcting },
  { name: 'costs-seats', path, person, prepare: seatsInSight },
];
