/** A laptop with a session of forty people, the screen on which they are marked, and what was marked in the end. */
import type { Page } from 'playwright-core';
import { samplePeople, sampleScopes } from '../../hub/network/sample-network.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import type { PageEngine } from '../e2e/support/page-engine.ts';

export const rosterSize = 40;
const day = '2020-11-23';

const given = 'Amal Igor Jamila Anton Renee Yulan Tomas Fatima'.split(' ');
const family = 'Berrada Valenko Grebnev Lefevre Okafor'.split(' ');

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

/** Resolves with the session's id. */
export async function fortyPeople(engine: PageEngine): Promise<string> {
  const scope = sampleScopes.doctrine.id;
  const [courseId, sessionId] = [newId(), newId()];
  const place = { place: 'Quay Street', timeZone: 'UTC', start: day, end: day };
  const made = [
    createRecord(course, { scope, id: courseId }, { title: { en: 'Evidence across borders' }, language: 'en' }),
    createRecord(session, { scope, id: sessionId }, { course: courseId, reference: 'TR-20-040', ...place }),
    ...Array.from({ length: rosterSize }, (_, at) => {
      const id = newId();
      const name = `${given[at % given.length]} ${family[Math.floor(at / given.length)]}`;
      return [
        createRecord(person, { scope, id }, { name }),
        createRecord(enrolment, { scope, id: newId() }, { session: sessionId, person: id, status: 'enrolled' }),
      ];
    }).flat(),
  ];
  const drafts: OperationDraft[] = made.flatMap((one) => {
    if (!one.ok) throw new Error(JSON.stringify(one.failure));
    return one.value;
  });
  const saved = await engine.call('apply', samplePeople.coordinator.person, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return sessionId;
}

export interface ShownRow {
  readonly person: string;
  readonly name: string;
  readonly mark: string;
}

/** Who stands on the screen, in its order, with what it says of them. */
export function shownRows(page: Page): Promise<ShownRow[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main [data-person]')].map((row) => ({
      person: row.dataset['person'] ?? '',
      name: row.querySelector('bdi, [lang], b')?.textContent ?? '',
      mark: row.querySelector<HTMLElement>('[data-mark]')?.dataset['mark'] ?? '',
    })),
  );
}

/** Opens the attendance of a session, with its list complete. */
export async function openAttendance(page: Page, sessionId: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/training/sessions/${id}/attendance`;
  }, sessionId);
  await page.waitForFunction((count) => document.querySelectorAll('main [data-person]').length === count, rosterSize);
}
