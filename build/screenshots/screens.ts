/** Every screen there is, in the order in which a person would meet them. */
import type { Page } from 'playwright-core';
import { samplePeople, sampleScopes } from '../../hub/network/sample-network.ts';
import { traceKey } from '../../shared/domain/trace.ts';
import { certificateId } from '../sample/fill-certificates.ts';
import { sessionId } from '../sample/fill-training.ts';
import { sampleId } from '../sample/sample-id.ts';
import { assessmentScreens } from './assessment-screens.ts';
import type { Screen } from './camera.ts';
import { costScreens } from './cost-screens.ts';
import { placementScreens } from './placement-screens.ts';
import { drawn, readerScreens } from './reader-screens.ts';
import { runScreens } from './run-screens.ts';
import type { Story } from './story.ts';

/** A search that has answered. */
const found = (page: Page) => page.locator('main [role="option"]').first().waitFor();

export function screensOf(story: Story): readonly Screen[] {
  const reader = `/playbooks/${story.playbook}`;
  return [
    ...libraryScreens,
    ...readerScreens(reader),
    ...releaseScreens(story),
    ...runScreens(story, reader),
    ...trainingScreens(story),
    ...reviewScreens(story),
    ...translationScreens(story),
    ...governanceScreens,
    ...frameScreens(story),
  ];
}

const libraryScreens: readonly Screen[] = [
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

/** The edition with this number, from the list of releases. */
const openRelease = (number: string) => async (page: Page) => {
  await page.locator('main button').filter({ hasText: number }).first().click();
  await page.locator('main aside dl').waitFor();
};

function releaseScreens({ releases }: Story): readonly Screen[] {
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

/** The words of every record are counted once, after the first picture of the screen. */
const counted = (page: Page) => page.locator('main [role="listbox"]').waitFor();

function translationScreens({ playbook }: Story): readonly Screen[] {
  const grid = `/translation/ar/${playbook}`;
  return [
    { name: 'translation', path: '/translation?lang=ar', prepare: counted },
    { name: 'translation-1366', path: '/translation?lang=ar', size: [1366, 768], prepare: counted },
    { name: 'translation-grid', path: grid },
    { name: 'translation-grid-1366', path: grid, size: [1366, 768] },
    { name: 'translation-grid-zoom-200', path: grid, zoom: 2 },
  ];
}

/** What is held about somebody is gathered after the first picture of the screen. */
const lookedThrough = (page: Page) => page.locator('main table').first().waitFor();

function trainingScreens({ training: { session, course, person } }: Story): readonly Screen[] {
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

const taught = `/training/sessions/${sessionId('034')}/certificates`;
const issued = `/training/certificates/${certificateId('031', 'ليلى منصور')}`;

/** A certificate that was checked. */
const checked = (page: Page) => page.locator('main aside li').first().waitFor();

const certificateScreens: readonly Screen[] = [
  { name: 'certificates', path: '/training/certificates', person: samplePeople.approver.person },
  { name: 'certificates-1366', path: '/training/certificates', person: samplePeople.trainer.person, size: [1366, 768] },
  { name: 'certificates-issue', path: taught, person: samplePeople.trainer.person },
  { name: 'certificate', path: issued, person: samplePeople.approver.person, prepare: checked },
  { name: 'certificate-zoom-200', path: issued, person: samplePeople.approver.person, zoom: 2, prepare: checked },
  { name: 'certificate-check', path: '/training/certificates/check' },
];
/** The page of an exercise of the sample. */
const exercisePath = (key: string) => `/exercises/${sampleId('exercise', key)}`;

/** The task that evaluators differ most on, as whoever leads them agrees on it. */
async function toAgree(page: Page): Promise<void> {
  await page.locator('main [role="option"]').filter({ hasText: '2.1.1' }).click();
  await page.locator('main aside [role="radiogroup"] label').last().click();
}

function reviewScreens({ runs, review }: Story): readonly Screen[] {
  const reviewer = samplePeople.reviewer.person;
  const begun = `/reviews/new?run=${runs.finished}`;
  // The review is begun in each look: what is on the screen is what somebody sees who has just come from the report.
  const begin = async (page: Page) => {
    await page.locator('main form button[type="submit"]').click();
    await page.waitForFunction(() => !location.hash.includes('/new'));
  };
  return [
    { name: 'exercises', path: '/exercises' },
    { name: 'exercise-new', path: '/exercises/new' },
    { name: 'exercise-list', path: exercisePath('evening-ferry'), person: samplePeople.trainer.person },
    {
      name: 'exercise-inject',
      path: `${exercisePath('evening-ferry')}/injects/new`,
      person: samplePeople.trainer.person,
    },
    { name: 'exercise-import', path: `${exercisePath('evening-ferry')}/import`, person: samplePeople.trainer.person },
    { name: 'exercise-conduct', path: `${exercisePath('tidewatch')}/conduct`, person: samplePeople.trainer.person },
    {
      name: 'exercise-conduct-1366',
      path: `${exercisePath('tidewatch')}/conduct`,
      size: [1366, 768],
      person: samplePeople.trainer.person,
    },
    { name: 'exercise-guide', path: exercisePath('tidewatch'), person: samplePeople.trainer.person },
    {
      name: 'exercise-ratings',
      path: `${exercisePath('tidewatch')}/ratings`,
      person: samplePeople.approver.person,
      prepare: toAgree,
    },
    { name: 'exercise-rate', path: `${exercisePath('tidewatch')}/ratings`, person: samplePeople.reviewer.person },
    {
      name: 'exercise-ratings-1366',
      path: `${exercisePath('night-train')}/ratings`,
      size: [1366, 768],
      person: samplePeople.reviewer.person,
    },
    { name: 'review-ratings', path: `/reviews/${sampleId('review', 'night-train')}`, person: reviewer },
    { name: 'exercise-player', path: `${exercisePath('tidewatch')}/conduct` },
    { name: 'review-new', path: begun },
    { name: 'review', path: begun, prepare: begin },
    { name: 'review-1366', path: begun, size: [1366, 768], prepare: begin },
    { name: 'review-zoom-200', path: begun, zoom: 2, prepare: begin },
    { name: 'review-loop', path: review, person: reviewer },
    { name: 'finding-form', path: `${review}/findings/new`, person: reviewer },
    { name: 'action-form', path: `${review}/actions/new`, person: reviewer },
    { name: 'reviews', path: '/reviews' },
    { name: 'actions', path: '/reviews/actions' },
  ];
}

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

const governanceScreens: readonly Screen[] = [
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

/** The laptop is in the room from the first of the two pictures on. */
async function enterRoom(page: Page): Promise<void> {
  await page.locator('main input[role="switch"]').check();
  await page.locator('#sync-room').evaluate((head) => head.scrollIntoView({ block: 'start' }));
}

/** What an auditor needs stands last on the screen. */
async function showAudit(page: Page): Promise<void> {
  await page.locator('#sync-audit').evaluate((head) => head.scrollIntoView({ block: 'start' }));
}

const frameScreens = ({ apart }: Story): readonly Screen[] => [
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
