/**
 * Where the time of a save goes, step by step, on both sides of the line between page and main. The app carries no marks for it: what
 * passes through ports and files is watched from outside, while it runs.
 */
import type { ElectronApplication, Page } from 'playwright-core';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { Laptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import { median, p95 } from './statistics.ts';

/** In the order in which a save passes them. */
const marks = [
  ['pressed', ''],
  ['heard', 'page to the worker'],
  ['asked', 'the engine judges, names and encodes'],
  ['received', 'worker to main'],
  ['looked', 'main looks whether the disk has room'],
  ['synced', 'main writes, and the disk has it'],
  ['answered', 'main to the worker'],
  ['saved', 'worker to the page: saved'],
  ['settled', 'afterwards: the database has it too'],
] as const;
type MarkName = (typeof marks)[number][0];

/** Milliseconds since 1970 by each process's own fine clock, set by its coarse one. */
interface Mark {
  readonly name: MarkName;
  readonly at: number;
}

/** Saves each change, a breath after the one before, and tells each step's median and 95th percentile as lines of text. */
export async function stepsOfSaves(
  { app, page }: Pick<Laptop, 'app' | 'page'>,
  author: string,
  changes: readonly OperationDraft[][],
  breath: number,
): Promise<string> {
  await watchMain(app);
  const worker = await workerOf(page);
  await worker.evaluate(watchWorker);
  const pressed = (await page.evaluate(saveWatched as never, [author, changes, breath] as never)) as Mark[];
  // The last one's way into the database.
  await new Promise((done) => setTimeout(done, 1_000));
  const found = [...pressed, ...(await worker.evaluate(watched)), ...(await app.evaluate(watched))];
  return tableOf(found.sort((a, b) => a.at - b.at));
}

function tableOf(found: readonly Mark[]): string {
  const starts = found.filter(({ name }) => name === 'pressed');
  const each = starts.map(({ at }, n) => {
    const until = starts[n + 1]?.at ?? Number.POSITIVE_INFINITY;
    const own = found.filter((mark) => mark.at >= at && mark.at < until);
    return new Map(marks.map(([name]) => [name, own.find((mark) => mark.name === name)?.at ?? Number.NaN]));
  });
  const line = (label: string, times: readonly number[]) => {
    const known = times.filter((time) => !Number.isNaN(time));
    return `${label.padEnd(44)}${median(known).toFixed(1).padStart(7)}${p95(known).toFixed(1).padStart(7)}`;
  };
  const between = (from: MarkName, to: MarkName) =>
    each.map((own) => (own.get(to) ?? Number.NaN) - (own.get(from) ?? Number.NaN));
  const steps = marks
    .slice(1)
    .map(([name, label], n) => line(label, between((marks[n] as (typeof marks)[number])[0], name)));
  return [
    `${'ms of'.padEnd(40)}${String(starts.length).padEnd(4)} median    p95`,
    ...steps,
    line('pressed to saved', between('pressed', 'saved')),
  ].join('\n');
}

async function workerOf(page: Page) {
  const isEngine = (worker: { url(): string }) => /engine/.test(worker.url());
  // One that was there before the driver is not known to it: the page begins again under its eyes.
  if (!page.workers().some(isEngine)) {
    await page.reload();
    await engineOf(page);
  }
  return page.workers().find(isEngine) ?? page.waitForEvent('worker', { predicate: isEngine });
}

/** Runs in the worker and in main: what was noted there. */
function watched(): Mark[] {
  return (globalThis as never as { saveMarks: Mark[] }).saveMarks;
}

/** Runs in the page. */
async function saveWatched([author, each, breath]: readonly [string, readonly unknown[], number]): Promise<Mark[]> {
  const { testEngine } = globalThis as never as {
    testEngine: { apply(author: string, drafts: unknown): Promise<unknown> };
  };
  const offset = Date.now() - performance.now();
  const found: Mark[] = [];
  for (const drafts of each) {
    await new Promise((done) => setTimeout(done, breath));
    found.push({ name: 'pressed', at: performance.now() + offset });
    await testEngine.apply(author, drafts);
    found.push({ name: 'saved', at: performance.now() + offset });
  }
  return found;
}

/** Runs in the engine's worker. */
function watchWorker(): void {
  const found: Mark[] = [];
  const offset = Date.now() - performance.now();
  const mark = (name: MarkName) => found.push({ name, at: performance.now() + offset });
  const scope = globalThis as never as Pick<Worker, 'postMessage' | 'addEventListener'>;
  Object.assign(scope, { saveMarks: found });
  let [settled, append] = [-1, -1];
  scope.addEventListener(
    'message',
    ({ data }: MessageEvent) => {
      if (data?.method === 'apply') mark('heard');
      if (data?.method === 'settled') settled = data.id;
    },
    { capture: true },
  );
  const answer = scope.postMessage.bind(scope) as (message: unknown, transfer: never) => void;
  scope.postMessage = (message: never, transfer: never) => {
    if ((message as { readonly kind: string; readonly id: number }).kind === 'value' && message['id'] === settled)
      mark('settled');
    answer(message, transfer);
  };
  const lines = new WeakSet<MessagePort>();
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: never, ...rest: never[]) {
    const { method, id } = message as { readonly method?: string; readonly id: number };
    if (method === 'journal:append') {
      append = id;
      mark('asked');
      if (!lines.has(this)) {
        this.addEventListener('message', ({ data }) => data?.id === append && mark('answered'), { capture: true });
        lines.add(this);
      }
    }
    return (post as (...args: unknown[]) => void).call(this, message, ...rest);
  } as never;
}

/** Watches main: its line to the engine, and what it does with files meanwhile. */
async function watchMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(async () => {
    const { require: load } = process.mainModule as unknown as { require(name: string): never };
    const files = load('fs/promises') as unknown as typeof import('node:fs/promises');
    const { EventEmitter } = load('events') as unknown as typeof import('node:events');
    const found: Mark[] = [];
    Object.assign(globalThis, { saveMarks: found });
    const offset = Date.now() - performance.now();
    const mark = (name: MarkName) => found.push({ name, at: performance.now() + offset });
    // The copy that is sealed for a wipe is written behind the answer: what follows an append is the journal's until it is synced.
    let isSaving = false;
    const emit = EventEmitter.prototype.emit;
    EventEmitter.prototype.emit = function (this: unknown, name: string | symbol, ...args: never[]) {
      if (
        name === 'message' &&
        (args[0] as { data?: { method?: string } } | undefined)?.data?.method === 'journal:append'
      ) {
        isSaving = true;
        mark('received');
      }
      return (emit as (...args: unknown[]) => boolean).call(this, name, ...args);
    } as never;
    const after = (owner: object, method: string, name: MarkName, isLast = false) => {
      const before = (owner as Record<string, (...args: unknown[]) => Promise<unknown>>)[method];
      Object.assign(owner, {
        async [method](this: unknown, ...args: unknown[]) {
          const isOurs = isSaving;
          const answer = await before?.call(this, ...args);
          if (isOurs) mark(name);
          if (isOurs && isLast) isSaving = false;
          return answer;
        },
      });
    };
    const handle = await files.open(process.execPath, 'r');
    const kind = Object.getPrototypeOf(handle) as object;
    await handle.close();
    after(files, 'statfs', 'looked');
    // As the journal writes: where a write syncs by itself, nothing else does.
    after(kind, process.platform === 'linux' ? 'write' : 'datasync', 'synced', true);
  });
}
