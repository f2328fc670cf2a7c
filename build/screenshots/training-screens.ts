/** Training: sessions, courses, people. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { assessmentScreens } from './assessment-screens.ts';
import type { Screen } from './camera.ts';
import { certificateScreens } from './certificate-screens.ts';
import { costScreens } from './cost-screens.ts';
import { placementScreens } from './placement-screens.ts';
import type { Story } from './story.ts';

/** What is held about somebody is gathered after the first picture of the screen. */
const lookedThrough = (page: Page) => page.locator('main table').first().waitFor();

export function trainingScreens({ training: { session, course, person } }: Story): readonly Screen[] {
  const trainer = samplePeople.trainer.person;
  return [
    { name: 'training', path: '/training' },
    { name: 'session', path: session },
    { name: 'session-1366', path: session, size: [1366, 768] },
    { name: 'attendance', path: `${session}/attendance`, person: trainer },
    { name: 'attendance-1366', path: `${session}/attendance`, size: [1366, 768], person: trainer },
    { name: 'attendance-zoom-200', path: `${session}/attendance`, zoom: 2, person: trainer },
    { name: 'roster-import', path: `${session}/import`, person: trainer },
    ...assessmentScreens,
    ...costScreens,
    ...placementScreens,
    { name: 'courses', path: '/training/courses' },
    { name: 'course', path: course },
    { name: 'course-form', path: `${course}/edit`, person: trainer },
    { name: 'people', path: '/training/people' },
    { name: 'person', path: person },
    { name: 'person-data', path: `${person}/data`, person: samplePeople.coordinator.person, prepare: lookedThrough },
    {
      name: 'person-data-1366',
      path: `${person}/data`,
      size: [1366, 768],
      zoom: 2,
      person: samplePeople.coordinator.person,
      prepare: lookedThrough,
    },
    { name: 'person-erase', path: `${person}/erase`, person: samplePeople.coordinator.person, prepare: lookedThrough },
    ...certificateScreens,
  ];
}
