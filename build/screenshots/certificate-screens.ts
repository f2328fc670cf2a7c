/** Certificates. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { certificateId } from '../sample/fill-certificates.ts';
import { sessionId } from '../sample/fill-training.ts';
import type { Screen } from './camera.ts';

const taught = `/training/sessions/${sessionId('034')}/certificates`;
const issued = `/training/certificates/${certificateId('031', 'ليلى منصور')}`;

/** A certificate that was checked. */
const checked = (page: Page) => page.locator('main aside li').first().waitFor();

export const certificateScreens: readonly Screen[] = [
  { name: 'certificates', path: '/training/certificates', person: samplePeople.approver.person },
  { name: 'certificates-1366', path: '/training/certificates', person: samplePeople.trainer.person, size: [1366, 768] },
  { name: 'certificates-issue', path: taught, person: samplePeople.trainer.person },
  { name: 'certificate', path: issued, person: samplePeople.approver.person, prepare: checked },
  { name: 'certificate-zoom-200', path: issued, person: samplePeople.approver.person, zoom: 2, prepare: checked },
  { name: 'certificate-check', path: '/training/certificates/check' },
];
