/** A laptop whose key signs for a centre, and a session of very many people who were all there. */
import type { Page } from 'playwright-core';
import { samplePeople, sampleScopes } from '../../hub/network/sample-network.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { attendanceMark } from '../../shared/domain/training/attendance-mark.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';

const day = '2020-11-23';
/** People saved at once. */
const pieceSize = 100;
const names = ['Amal Berrada', 'Игорь Валенко', 'جميلة الخطيب', '陈玉兰', 'Renée Lefèvre', 'José Salvat'];

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const newId = () => uuidv7({ now: () => Date.now() }, random);

type Made = { readonly ok: true; readonly value: OperationDraft[] } | { readonly ok: false; readonly failure: unknown };

async function save(engine: PageEngine, made: readonly Made[]): Promise<void> {
  const drafts = made.flatMap((one) => {
    if (!one.ok) throw new Error(JSON.stringify(one.failure));
    return one.value;
  });
  const saved = await engine.call('apply', samplePeople.trainer.person, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}

/** Goes on as somebody of the sample network. */
async function workAs(page: Page, role: Role): Promise<PageEngine> {
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), samplePeople[role].person);
  await page.reload();
  return engineOf(page);
}

/** Asks for this laptop's key as the trainer, approves it as somebody else of the same centre, and goes on as the trainer. */
export async function keyForCentre(page: Page): Promise<PageEngine> {
  const press = async (name: string) => {
    await goTo(page, '/training/certificates');
    await page.getByRole('button', { name, exact: true }).click();
  };
  await workAs(page, 'trainer');
  await press('Ask for this laptop to sign');
  await page.getByText('Waits for approval').first().waitFor();
  await workAs(page, 'approver');
  await press('Approve');
  await page.getByText('Signs', { exact: true }).first().waitFor();
  return workAs(page, 'trainer');
}

export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}

/** A session of one half day to which so many people came; resolves with its id. */
export async function manyAttended(engine: PageEngine, count: number): Promise<string> {
  const scope = sampleScopes.doctrine.id;
  const [courseId, sessionId] = [newId(), newId()];
  const place = { place: 'Quay Street', timeZone: 'UTC', start: day, end: day };
  const title = { en: 'Evidence across borders', ar: 'الأدلة عبر الحدود' };
  const competencies = ['Set and hold a cordon', 'Hand over evidence'];
  await save(engine, [
    createRecord(course, { scope, id: courseId }, { title, language: 'en', competencies, validMonths: 24 }),
    createRecord(session, { scope, id: sessionId }, { course: courseId, reference: 'TR-20-100', ...place }),
  ]);
  for (let from = 0; from < count; from += pieceSize) {
    const some = Array.from({ length: Math.min(pieceSize, count - from) }, (_, at) => from + at);
    await save(
      engine,
      some.flatMap((number) => {
        const id = newId();
        const of = { session: sessionId, person: id };
        const name = `${names[number % names.length]} ${number}`;
        return [
          createRecord(person, { scope, id }, { name }),
          createRecord(enrolment, { scope, id: newId() }, { ...of, status: 'enrolled' }),
          createRecord(attendanceMark, { scope, id: newId() }, { ...of, day, part: 'morning', mark: 'present', at: 1 }),
        ];
      }),
    );
  }
  return sessionId;
}
