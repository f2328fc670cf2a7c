/** The page's lists come from its own copy of the catalogue, and show what the engine would show. */
import { expect, test, vi } from 'vitest';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { ChangeNotice, Reading } from '../../shared/sync/engine-api.ts';
import type { Desktop } from './desktop.ts';
import { prepareEngine } from './engine-client.ts';
import { createRpc, type MessageEnd } from './worker-rpc.ts';

const [home, away] = ['scope-1', 'scope-2'] as const;
const entry = (id: string, scope: string): CatalogueEntry => ({
  id,
  scope,
  type: 'playbook',
  parent: '',
  values: {},
  deleted: false,
  conflicts: 0,
  behind: [],
  changedAt: 0,
});
const onDisk = [entry('p1', home), entry('p2', away)];
const open: Reading = { isLocked: false, grants: [], notBefore: 0 };

/** Two ends of one line: what is posted at one arrives at the other. */
function line(): [MessageEnd, MessageEnd] {
  const heard: ((event: MessageEvent) => void)[][] = [[], []];
  const end = (at: 0 | 1): MessageEnd => ({
    postMessage(data) {
      queueMicrotask(() => {
        for (const hear of heard[1 - at] ?? []) hear({ data } as MessageEvent);
      });
    },
    addEventListener: (_type, listener) => void heard[at]?.push(listener),
  });
  return [end(0), end(1)];
}

/** A page, and a worker that has two playbooks on its disk, of which the engine shows what it is told to. */
async function started(reading: Reading) {
  const [page, worker] = line();
  const asked: string[] = [];
  const shown = { ids: ['p1', 'p2'] };
  const rpc = createRpc(worker, {
    async answer(method) {
      asked.push(method);
      if (method === 'start') return { kind: 'whole', operations: 0, damaged: 0, reading };
      if (method === 'catalogue') return { packs: [], entries: onDisk, gone: [] };
      return method === 'list' ? onDisk.filter(({ id }) => shown.ids.includes(id)) : null;
    },
  });
  const prepared = prepareEngine(page, { enginePort: () => null } as unknown as Desktop);
  const { engine } = await prepared.start({} as DeviceIdentity, { isSuspect: false });
  const tell = async (notice: Partial<ChangeNotice>) => {
    rpc.tell('change', { types: [], records: [], status: true, ...notice });
    await Promise.resolve();
  };
  const ids = async () => (await engine.list({ type: 'playbook' })).map(({ id }) => id);
  return { ids, tell, asked, shown };
}

test('[LE2] while the lease is over the engine is asked for every list, from the start on, and not before and after', async () => {
  const { ids, tell, asked, shown } = await started({ ...open, isLocked: true });
  shown.ids = ['p2'];
  expect(await ids()).toEqual(['p2']);
  await tell({ reading: open });
  expect(await ids()).toEqual(['p1', 'p2']);
  expect(asked.filter((method) => method === 'list')).toHaveLength(1);
  await tell({ reading: { ...open, isLocked: true } });
  expect(await ids()).toEqual(['p2']);
});

test('[AR4] what is of a scope whose grant ended is in no list, by this clock and never before the last word of the hub', async () => {
  vi.useFakeTimers({ now: 1_000, toFake: ['Date'] });
  const person = '00000000-0000-4000-8000-000000000001' as Grant['person'];
  const grants: Grant[] = [
    { person, scope: home, roles: ['trainer'] },
    { person, scope: away, roles: ['guest'], until: 5_000 },
  ];
  const { ids, tell } = await started({ ...open, grants });
  expect(await ids()).toEqual(['p1', 'p2']);
  vi.setSystemTime(5_000);
  expect(await ids()).toEqual(['p1']);
  vi.setSystemTime(1_000);
  await tell({ reading: { ...open, grants, notBefore: 6_000 } });
  expect(await ids()).toEqual(['p1']);
  vi.useRealTimers();
});
