/** A laptop with a large directory of people and as many marks of attendance, written past the engine. */
import type { Laptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import { pageScript } from '../support/page-script.ts';
import type { ListsToFill } from './lists-in-page.ts';

type Counts = Pick<ListsToFill, 'people' | 'marks' | 'results'>;

/** Fills a laptop with so many people and as many marks, and closes it; resolves with the session whose attendance is opened. */
export async function fillListsOf({ page, close }: Laptop, counts: Counts): Promise<string> {
  const { identity } = await engineOf(page);
  const grant = identity.grants.find(({ roles }) => roles.includes('trainer') || roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a trainer');
  const { person: author, scope } = grant;
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), author);
  // A file of the app has its origin and no engine: the database has one writer, as always.
  await page.goto(await page.evaluate(() => document.querySelector('script')?.src ?? ''));
  await page.evaluate(await pageScript('test', 'bench', 'lists-in-page.ts'));
  const session = await page.evaluate(
    (asked) => (globalThis as never as { fillLists(asked: ListsToFill): Promise<string> }).fillLists(asked),
    { device: identity.device, scope, author, ...counts },
  );
  await close();
  return session;
}
