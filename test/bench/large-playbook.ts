/**
 * Playbooks of 200 and of 5,000 steps in the app: from the click to the steps with the picture beside them, the longest that
 * the window answers nothing meanwhile, the editor with its problems, and the layout by itself, which a worker does.
 */
import ELK from 'elkjs/lib/elk.bundled.js';
import type { Page } from 'playwright-core';
import { layoutInput } from '../../renderer/features/playbooks/elk-graph.ts';
import { stepsModel } from '../../renderer/features/playbooks/steps-model.ts';
import { workflowGraph } from '../../renderer/features/playbooks/workflow-graph.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { Step } from '../../shared/domain/step.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { restAfterStart, timeTo } from './long-lists.ts';
import { manySteps } from './many-steps.ts';
import { median, timed } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const usual = 200;
const huge = 5_000;
/** Records saved at once. */
const pieceSize = 100;
const withPicture = 'main .react-flow__node';
const editorRow = 'main [data-row]';

export const largePlaybook: Figure = {
  name: 'large playbook',
  measure: async (context) => measureLarge(context),
};

type Times = Record<
  'bare' | 'open' | 'openTask' | 'edit' | 'hugeOpen' | 'hugeTask' | 'hugeEdit' | 'hugeEditTask',
  number[]
>;

async function measureLarge(context: BenchContext): Promise<readonly Row[]> {
  const { runs, say } = context;
  const hub = await startHubProcess({ folder: await context.newFolder('large-hub'), sample: true });
  const folder = await context.newFolder('large');
  const open = () => startLaptop({ folder, hubAddress: hub.address, sample: true });
  const times: Times = {
    bare: [],
    open: [],
    openTask: [],
    edit: [],
    hugeOpen: [],
    hugeTask: [],
    hugeEdit: [],
    hugeEditTask: [],
  };
  try {
    say(`Filling a laptop with playbooks of ${usual} and ${huge} steps ...`);
    const books = await fill(await open());
    await usedBefore(open);
    for (let i = 0; i < runs; i += 1) {
      say(`Opening large playbooks, ${i + 1} of ${runs} ...`);
      await measureOnce(await open(), books, times);
    }
  } finally {
    await hub.stop();
  }
  return [...rowsOf(times), await layoutRow(runs)];
}

interface Books {
  readonly usual: string;
  readonly huge: string;
}

async function fill(laptop: Laptop): Promise<Books> {
  const engine = await engineOf(laptop.page);
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
  await laptop.page.evaluate((who) => localStorage.setItem('waypost.profile', who), grant.person);
  const save = async (records: readonly (readonly OperationDraft[])[]) => {
    for (let at = 0; at < records.length; at += pieceSize) {
      const saved = await engine.call('apply', grant.person, records.slice(at, at + pieceSize).flat());
      if (!saved.ok) throw new Error(`The laptop was not filled: ${saved.failure.kind}`);
    }
  };
  const [small, large] = [manySteps(usual, grant.scope), manySteps(huge, grant.scope)];
  await save(small.records);
  await save(large.records);
  await laptop.close();
  return { usual: small.playbook, huge: large.playbook };
}

async function measureOnce(laptop: Laptop, books: Books, times: Times): Promise<void> {
  const { page } = laptop;
  try {
    await page.waitForSelector('main h1');
    await page.waitForTimeout(restAfterStart);
    // A person comes from the library, where the layouter was warmed.
    await timeTo(page, '/playbooks', 'main [role="option"]');
    await page.waitForTimeout(restAfterStart);
    times.bare.push(await timeTo(page, '/settings', 'main h1'));
    const visit = async (path: string, selector: string, time: keyof Times, task: keyof Times | null) => {
      await watchTasks(page);
      times[time].push(await timeTo(page, path, selector));
      await page.waitForTimeout(1_500);
      const longest = await longestTask(page);
      if (task !== null) times[task].push(longest);
      await timeTo(page, '/settings', 'main h1');
    };
    await visit(`/playbooks/${books.usual}`, withPicture, 'open', 'openTask');
    await visit(`/playbooks/${books.usual}/edit`, editorRow, 'edit', null);
    await visit(`/playbooks/${books.huge}`, withPicture, 'hugeOpen', 'hugeTask');
    await visit(`/playbooks/${books.huge}/edit`, editorRow, 'hugeEdit', 'hugeEditTask');
  } finally {
    await laptop.close();
  }
}

type Watched = { longestTask?: number; tasks?: PerformanceObserver };

/** Begins anew to watch for the longest task of the page's thread: while it runs, nothing that a person does is answered. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as Watched;
    watched.tasks?.disconnect();
    watched.longestTask = 0;
    watched.tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        watched.longestTask = Math.max(watched.longestTask ?? 0, duration);
      }
    });
    watched.tasks.observe({ type: 'longtask' });
  });
}

const longestTask = (page: Page) => page.evaluate(() => (globalThis as unknown as Watched).longestTask ?? 0);

function rowsOf(times: Times): Row[] {
  const row = (name: string, values: readonly number[], goal: number | null): Row => {
    const beside = 'a screen without a list';
    return { name, value: median(values), unit: 'ms', baseline: median(times.bare), beside, goal };
  };
  return [
    row(`open ${usual} steps with their picture`, times.open, 300),
    row(`longest task, ${usual} steps opened`, times.openTask, null),
    row(`open the editor of ${usual} steps`, times.edit, null),
    row('open 5,000 steps with their picture', times.hugeOpen, 1_000),
    row('longest task, 5,000 steps opened', times.hugeTask, 200),
    row('open the editor of 5,000 steps', times.hugeEdit, 1_000),
    row('longest task, editor of 5,000 steps', times.hugeEditTask, 200),
  ];
}

/** The same code and the same graph as in the app's worker; baseline: the first time, before its code is compiled. */
async function layoutRow(runs: number): Promise<Row> {
  const { records } = manySteps(usual, 'scope');
  const steps = records.slice(1).map((drafts) => stepOf(drafts));
  const graph = workflowGraph(stepsModel(steps), 'en', 'en', ({ kind }) => kind);
  const elk = new ELK();
  const layout = () => timed(() => elk.layout(layoutInput(graph)));
  const first = await layout();
  const again: number[] = [];
  for (let i = 0; i < runs; i += 1) again.push(await layout());
  const beside = 'the first time';
  return { name: `layout of ${usual} steps`, value: median(again), unit: 'ms', baseline: first, beside, goal: 500 };
}

/** What a graph needs of a step, from the drafts that create it. */
function stepOf(drafts: readonly OperationDraft[]): Step {
  const values: Record<string, unknown> = { id: drafts[0]?.record, conflicts: [], name: {}, description: {} };
  for (const { field, value } of drafts) {
    const [name, language] = field.split('.') as [string, string | undefined];
    if (language === undefined) values[name] = value;
    else values[name] = { ...(values[name] as object), [language]: value };
  }
  return values as unknown as Step;
}
