/** Walks a screen as somebody without a pointer does. */
import type { Page } from 'playwright-core';

export interface Walk {
  /** What each stop says: role and name, in the order of the key. */
  readonly stops: readonly string[];
  /** Controls of the screen that the key never reached; what comes while it is walked, as the tray of work under way, is not counted. */
  readonly missed: readonly string[];
  /** Stops that show no sign of being focused. */
  readonly unseen: readonly string[];
}

/** Goes through everything in the screen with the tab key, from its beginning to its end. */
export async function walk(page: Page, limit = 120): Promise<Walk> {
  await page.evaluate(begin, controls);
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(here);
    if (stop === null) break;
    if (stop.says === null) continue;
    stops.push(stop.says);
    if (!stop.isSeen) unseen.push(stop.says);
  }
  return { stops, unseen, missed: await page.evaluate(notReached, controls) };
}

const controls = 'main :is(button, a[href], input, select, textarea, [tabindex="0"])';

/** Runs in the page: puts the caret before the screen, and notes what is there. */
function begin(all: string): void {
  const main = document.querySelector('main');
  if (main === null) throw new Error('no screen');
  for (const each of main.querySelectorAll('[data-walked]')) each.removeAttribute('data-walked');
  for (const each of document.querySelectorAll<HTMLElement>(all)) each.dataset['there'] = '';
  const before = document.createElement('span');
  before.tabIndex = -1;
  main.prepend(before);
  before.focus();
  before.remove();
}

/** Runs in the page: where the caret is, or null outside the screen. A field of a date has a stop for each of its parts. */
function here(): { readonly says: string | null; readonly isSeen: boolean } | null {
  const at = document.activeElement as HTMLElement | null;
  if (at === null || at.closest('main') === null) return null;
  if (at.dataset['walked'] === 'last') return { says: null, isSeen: true };
  if (at.dataset['walked'] !== undefined) return null;
  document.querySelector<HTMLElement>('[data-walked="last"]')?.setAttribute('data-walked', '');
  at.dataset['walked'] = 'last';
  const label = (at as HTMLInputElement).labels?.[0]?.textContent;
  const name = at.getAttribute('aria-label') ?? label ?? at.textContent ?? '';
  const style = getComputedStyle(at);
  const around = at.parentElement === null ? null : getComputedStyle(at.parentElement);
  const isOutlined = (each: CSSStyleDeclaration | null) =>
    each !== null && each.outlineStyle !== 'none' && Number.parseFloat(each.outlineWidth) > 0;
  const isSeen = isOutlined(style) || isOutlined(around) || style.boxShadow !== 'none';
  return {
    says: `${at.getAttribute('role') ?? at.tagName.toLowerCase()}: ${name.trim().replace(/\s+/g, ' ')}`,
    isSeen,
  };
}

/** Runs in the page. A group of radio buttons is one stop. */
function notReached(all: string): string[] {
  return [...document.querySelectorAll<HTMLElement>(all)]
    .filter((each) => each.hasAttribute('data-there'))
    .filter((each) => each.tabIndex >= 0 && !(each as HTMLButtonElement).disabled && each.offsetParent !== null)
    .filter((each) => each.getAttribute('type') !== 'radio' && !each.hasAttribute('data-walked'))
    .map((each) => each.outerHTML.slice(0, 120));
}
