import type { Page } from 'playwright-core';
import type { Figure, Row } from './figure.ts';
import { median, p95 } from './statistics.ts';

/** What shows that a click was answered: an element, with a text when one element stays and its words change. */
interface Answer {
  readonly selector: string;
  readonly text?: string;
  /** Answered when there is no such element any more. */
  readonly gone?: boolean;
}

interface Click {
  readonly name: string;
  readonly act: (page: Page) => Promise<void>;
  readonly answer: Answer;
  /** Brings the page to where the click can be made; not measured. */
  readonly before?: (page: Page) => Promise<void>;
}

const withSteps = 'Unattended item at a transport hub';
const firstRow = 'main [role="option"]';
const openMenu = '[role="menu"]';

/** Typical clicks and keys of a duty room, from the event to the frame that shows the answer. */
const clicks: readonly Click[] = [
  {
    name: 'open the library',
    before: (page) => go(page, '/'),
    act: (page) => page.locator('nav a[href$="#/playbooks"]').click(),
    answer: { selector: firstRow },
  },
  {
    name: 'open the filters',
    act: (page) => page.locator('main div:has(> button[aria-pressed]) button[aria-haspopup="menu"]').first().click(),
    answer: { selector: openMenu },
  },
  {
    name: 'filter by state',
    before: (page) => page.keyboard.press('Escape'),
    act: (page) => page.locator('main button[aria-pressed="false"]').first().click(),
    answer: { selector: 'main button[aria-pressed="true"]:not(:first-child)' },
  },
  {
    name: 'remove the filter',
    act: (page) => page.locator('main button[aria-pressed]').first().click(),
    answer: { selector: 'main button[aria-pressed="true"]:first-child' },
  },
  {
    name: 'open a playbook',
    before: (page) => go(page, `/playbooks?q=${encodeURIComponent(withSteps)}`),
    act: (page) => page.locator(firstRow).first().click(),
    answer: { selector: 'main h1', text: withSteps },
  },
  {
    name: 'switch its language',
    act: (page) => page.locator('main [role="radiogroup"] label[lang="ar"]').first().click(),
    answer: { selector: 'main h1[lang="ar"], main h1 [lang="ar"]' },
  },
  {
    name: 'begin a run',
    before: (page) => go(page, `${pathOf(page)}/run`),
    act: (page) => page.locator('main form button[type="submit"]').click(),
    answer: { selector: 'main aside [aria-current="step"]' },
  },
  {
    name: 'tick a step',
    act: (page) => page.getByRole('button', { name: 'Done', exact: true }).last().click(),
    answer: { selector: 'main aside', text: '1 of' },
  },
  {
    name: 'show the whole list',
    act: (page) => page.locator('main aside [role="radiogroup"] label').last().click(),
    answer: { selector: 'main aside [role="radiogroup"] label:last-child input:checked' },
  },
  {
    name: 'open the palette',
    act: (page) => page.keyboard.press('Control+k'),
    answer: { selector: '[role="dialog"] [role="combobox"]' },
  },
  {
    name: 'switch the interface language',
    before: (page) => page.keyboard.press('Escape').then(() => go(page, '/settings')),
    act: (page) => page.locator('main label[lang="fr"]').click(),
    answer: { selector: 'html[lang^="fr"] main h1', text: 'glages' },
  },
  {
    name: 'and back',
    act: (page) => page.locator('main label[lang="en"]').click(),
    answer: { selector: 'html[lang^="en"] main h1', text: 'Settings' },
  },
];

/** Baseline: a bare button in the same window that changes its own word. */
const bare: Click = {
  name: 'bare button',
  act: (page) => page.locator('#bench-bare').click(),
  answer: { selector: '#bench-bare', text: 'answered' },
};

export const clickToPaint: Figure = {
  name: 'click to painted answer p95',
  async measure(context): Promise<readonly Row[]> {
    const { laptop } = await (await context.laptop()).open();
    const { page } = laptop;
    const ours: number[] = [];
    const plain: number[] = [];
    const byClick = new Map<string, number[]>();
    try {
      await page.setDefaultTimeout(15_000);
      for (let i = 0; i <= context.runs; i += 1) {
        context.say(i === 0 ? 'Clicking once through, unmeasured ...' : `Clicking, ${i} of ${context.runs} ...`);
        for (const click of clicks) {
          const took = await measure(page, click);
          if (i > 0) byClick.set(click.name, [...(byClick.get(click.name) ?? []), took]);
        }
        await addBareButton(page);
        const took = await measure(page, bare);
        if (i > 0) plain.push(took);
      }
    } finally {
      await laptop.close();
    }
    for (const [name, times] of byClick) {
      ours.push(...times);
      context.say(`  ${name}: ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`);
    }
    const beside = 'a bare button in the same window';
    return [
      { name: 'click to painted answer p95', value: p95(ours), unit: 'ms', baseline: p95(plain), beside, goal: 100 },
    ];
  },
};

async function measure(page: Page, click: Click): Promise<number> {
  await click.before?.(page);
  await page.waitForTimeout(300);
  await page.evaluate(watch, click.answer);
  await click.act(page);
  return page
    .evaluate(() => (globalThis as never as { benchAnswer: Promise<number> }).benchAnswer)
    .catch((error) => {
      throw new Error(`"${click.name}" was not answered: ${String(error)}`);
    });
}

/** Runs in the page: times from the event itself to the second frame after its answer is there, which is on the screen. */
function watch(answer: Answer): void {
  const isAnswered = () => {
    const found = [...document.querySelectorAll(answer.selector)];
    const fitting = found.filter((element) => answer.text === undefined || element.textContent?.includes(answer.text));
    return answer.gone === true ? fitting.length === 0 : fitting.length > 0;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const answered = async (event: Event) => {
    const giveUp = performance.now() + 10_000;
    while (!isAnswered()) {
      if (performance.now() > giveUp) throw new Error('no answer within ten seconds');
      await frame();
    }
    await frame();
    await new Promise((done) => setTimeout(done, 0));
    return performance.now() - event.timeStamp;
  };
  const benchAnswer = new Promise<number>((resolve, reject) => {
    const once = (event: Event) => {
      for (const type of ['click', 'keydown']) removeEventListener(type, once, true);
      answered(event).then(resolve, reject);
    };
    for (const type of ['click', 'keydown']) addEventListener(type, once, true);
  });
  Object.assign(globalThis, { benchAnswer });
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.waitForTimeout(300);
}

/** Where the reader is now, without what follows the question mark. */
function pathOf(page: Page): string {
  return (page.url().split('#')[1] ?? '').split('?')[0] ?? '';
}

async function addBareButton(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('#bench-bare')?.remove();
    const button = document.createElement('button');
    button.id = 'bench-bare';
    button.textContent = 'bare';
    button.setAttribute('style', 'position:fixed;inset-block-start:0;inset-inline-start:0;z-index:9999');
    button.addEventListener('click', () => {
      button.textContent = 'answered';
    });
    document.body.append(button);
  });
}
