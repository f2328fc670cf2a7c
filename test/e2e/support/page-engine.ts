/**
 * The engine of a laptop's window, reached from a test. It is found through React's own tree, so the app carries no hook
 * for tests; every call goes through the page, its worker and main as a screen's would.
 */
import type { Page } from 'playwright-core';
import { uuidv7 } from '../../../shared/base/ids.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { NewValuesOf, RecordDeclaration } from '../../../shared/domain/declare-record.ts';
import { createRecord, deleteRecord, setFields } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import type { OperationDraft, RecordState } from '../../../shared/domain/record-state.ts';
import type { EngineApi } from '../../../shared/sync/engine-api.ts';

export interface PageEngine {
  call<M extends keyof EngineApi>(
    method: M,
    ...args: Parameters<EngineApi[M]>
  ): Promise<Awaited<ReturnType<EngineApi[M]>>>;
  readonly identity: DeviceIdentity;
  /** Creates a playbook as the coordinator, or as the first person when nobody coordinates; resolves with its id once it is reported saved. */
  create(values: NewValuesOf<typeof playbook>): Promise<string>;
  /** The same for a record of any type. */
  make<D extends RecordDeclaration>(declaration: D, values: NewValuesOf<D>): Promise<string>;
  set(id: string, values: Record<string, Json>): Promise<void>;
  remove(id: string): Promise<void>;
  state(id: string): Promise<RecordState>;
  /** Every playbook with all its heads, in one text: equal on two laptops that agree. */
  everything(): Promise<string>;
}

type PlainEvaluate = (work: (argument: never) => unknown, argument: unknown) => Promise<unknown>;

/** Waits until the window's engine answers, so many milliseconds. Rejects with what the window says instead. */
export async function engineOf(page: Page, patience = 30_000): Promise<PageEngine> {
  // By the clock: a window that paints nothing yet gives no frames to count.
  await page.waitForFunction(findEngine, 'present', { timeout: patience, polling: 100 }).catch(async (error: Error) => {
    const shown = await page.evaluate(() => document.body.textContent).catch(String);
    throw new Error(`The engine does not answer (${error.message}); the window shows: ${shown}`);
  });
  const identity = (await page.evaluate(findEngine, 'identity')) as DeviceIdentity;
  const grant = identity.grants.find(({ roles }) => roles.includes('coordinator')) ?? identity.grants[0];
  if (grant === undefined) throw new Error('Nobody on this laptop has a role');
  const { person, scope } = grant;

  const call: PageEngine['call'] = async (method, ...args) =>
    // Playwright's types unfold what they are given; arguments and answers cross as plain data whatever they are.
    (await (page.evaluate as PlainEvaluate)(callEngine, [method, args])) as never;
  const apply = async (drafts: readonly OperationDraft[]) => {
    const saved = await call('apply', person, drafts);
    if (!saved.ok) throw new Error(`Not saved: ${JSON.stringify(saved.failure)}`);
  };
  const state = async (id: string) => {
    const [found] = await call('open', [id]);
    if (found === undefined) throw new Error(`${id} is not on this laptop`);
    return found;
  };
  const make: PageEngine['make'] = async (declaration, values) => {
    const id = uuidv7({ now: () => Date.now() }, { bytes: (n) => crypto.getRandomValues(new Uint8Array(n)) });
    const drafts = createRecord(declaration, { scope, id }, values);
    if (!drafts.ok) throw new Error(drafts.failure.reason);
    await apply(drafts.value);
    return id;
  };
  return {
    call,
    identity,
    state,
    make,
    create: (values) => make(playbook, values),
    async set(id, values) {
      const drafts = setFields(playbook, await state(id), values);
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      await apply(drafts.value);
    },
    async remove(id) {
      const drafts = deleteRecord(playbook, await state(id));
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      await apply(drafts.value);
    },
    async everything() {
      const entries = await call('list', { type: 'playbook', withDeleted: true });
      const states = await call('open', entries.map(({ id }) => id).sort());
      return JSON.stringify(states.map(sorted), null, 1);
    },
  };
}

/** Keys in one order: the order in which fields arrived is no part of a state. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Runs in the page: walks React's fibers to the provider that holds the engine. */
function findEngine(wanted: string): unknown {
  const root = document.getElementById('root') as unknown as Record<string, unknown>;
  const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer'));
  const walk = [root?.[key ?? ''] as Record<string, never> | null];
  while (walk.length > 0) {
    const fiber = walk.pop() as {
      memoizedProps?: { value?: { engine?: unknown; identity?: unknown } };
      child?: never;
      sibling?: never;
    } | null;
    if (!fiber) continue;
    const value = fiber.memoizedProps?.value;
    if (value && typeof value === 'object' && 'engine' in value && 'syncRunner' in value) {
      Object.assign(globalThis, { testEngine: value.engine });
      return wanted === 'present' ? true : value.identity;
    }
    walk.push(fiber.sibling ?? null, fiber.child ?? null);
  }
  return null;
}

/** Runs in the page. */
function callEngine([method, args]: readonly [string, readonly unknown[]]): unknown {
  const { testEngine } = globalThis as never as {
    testEngine: Record<string, (...args: readonly unknown[]) => unknown>;
  };
  return testEngine[method]?.(...args);
}
