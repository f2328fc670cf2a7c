import { isDeepStrictEqual } from 'node:util';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createRecord, deleteRecord, setFields } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { person } from '../../../shared/domain/training/person.ts';
import type { StorePlace } from '../../../shared/sync/changed-since.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { type FillProgress, type KeeperOptions, SearchKeeper } from './search-keeper.ts';
import { createSearchSource, type SearchSource } from './search-source.ts';
import { checksumSealer, createSnapshotStore, type SnapshotSealer, type SnapshotStore } from './snapshot-store.ts';

const [home, away] = ['scope-1', 'scope-2'] as const;
const rests = { change: 5, snapshot: 20, piece: 0 };

function drafts(result: ReturnType<typeof createRecord>): OperationDraft[] {
  if (!result.ok) throw new Error(result.failure.reason);
  return result.value;
}

/** A laptop whose store counts its changes as a journal does. */
function laptop() {
  const engine = createFakeLiveEngine();
  const log: string[] = [];
  engine.onChange(({ records }) => void log.push(...records));
  const held: { scopes: string[] | null; life: string } = { scopes: null, life: 'first' };
  const reads: string[] = [];
  const place = async (): Promise<StorePlace> => ({ life: held.life, position: log.length });
  const changedSince = async ({ position }: StorePlace) => [...new Set(log.slice(position))];
  let running = { isOpen: true };
  // One app at a time: whoever starts again closed what ran before, which hears nothing, reads nothing, writes nothing.
  const source = (): SearchSource => {
    running.isOpen = false;
    const own = { isOpen: true };
    running = own;
    const whileOpen = <T>(answer: () => Promise<T>): Promise<T> => (own.isOpen ? answer() : new Promise(() => {}));
    const plain = createSearchSource(engine, { place, changedSince });
    return {
      ...plain,
      place: () => whileOpen(place),
      scopes: () => whileOpen(async () => held.scopes),
      documents: (ids) =>
        whileOpen(() => {
          reads.push(...ids);
          return plain.documents(ids);
        }),
      onChange: (listener) => plain.onChange((notice) => own.isOpen && listener(notice)),
    };
  };
  return { engine, held, reads, source, disk: new IDBFactory() };
}
type Laptop = ReturnType<typeof laptop>;

/** Counts what happens to indexes and on the disk: whoever waits looks again after each, and no clock decides. */
let events = 0;
const waiting: (() => void)[] = [];
function happened(): void {
  events += 1;
  for (const wake of waiting.splice(0)) wake();
}

/** Resolves once it reads so. */
async function until<T>(read: () => T | Promise<T>, wanted: T): Promise<void> {
  for (;;) {
    const seen = events;
    if (isDeepStrictEqual(await read(), wanted)) return;
    if (events === seen) await new Promise<void>((wake) => waiting.push(wake));
  }
}

function storeOn({ disk }: Laptop): SnapshotStore {
  const store = createSnapshotStore('search', disk);
  return { ...store, save: (...rows) => store.save(...rows).finally(happened) };
}

function start(made: Laptop, options: Partial<KeeperOptions> = {}): SearchKeeper {
  const common = { source: made.source(), store: storeOn(made), sealer: checksumSealer, rests };
  return new SearchKeeper({ ...common, ...options, onChange: happened });
}

function filledLaptop(): Laptop {
  const made = laptop();
  made.engine.receive(
    'a',
    drafts(createRecord(playbook, { scope: home, id: 'p1' }, { title: { en: 'Unattended item' } })),
  );
  made.engine.receive(
    'a',
    drafts(createRecord(step, { scope: home, id: 's1' }, { playbook: 'p1', name: { ar: 'أقم الطوق' } })),
  );
  made.engine.receive('a', drafts(createRecord(person, { scope: away, id: 'n1' }, { name: 'جميلة القاسمي' })));
  return made;
}

const owners = (keeper: SearchKeeper, text: string) => keeper.find(text, { limit: 10 }).hits.map(({ owner }) => owner);

async function edit({ engine }: Laptop, id: string, title: string): Promise<void> {
  const [state] = await engine.open([id]);
  const changed = setFields(playbook, state as never, { 'title.en': title });
  await engine.apply('a', changed.ok ? changed.value : []);
}

/** Rows on the disk once the snapshot of so many scopes is written. */
async function kept({ disk }: Laptop, scopes: number): Promise<Map<string, Uint8Array>> {
  const store = createSnapshotStore('search', disk);
  await until(async () => (await store.load()).size, scopes + 1);
  return new Map(await store.load());
}

describe('in step with the store', () => {
  test('what was in the store is found, a step under its playbook, a person by another script', async () => {
    const keeper = start(filledLaptop());
    await keeper.filled;
    expect(owners(keeper, 'unatt')).toEqual(['p1']);
    expect(owners(keeper, 'طوق')).toEqual(['p1']);
    expect(owners(keeper, 'Jamila')).toEqual(['n1']);
  });

  test('an edit is followed, and only its record is read again', async () => {
    const made = filledLaptop();
    const keeper = start(made);
    await keeper.filled;
    made.reads.length = 0;
    await edit(made, 'p1', 'Threat call');
    await until(() => owners(keeper, 'threat'), ['p1']);
    expect(owners(keeper, 'unattended')).toEqual([]);
    expect(made.reads).toEqual(['p1']);
  });

  test('a deleted step is no longer found', async () => {
    const made = filledLaptop();
    const keeper = start(made);
    await keeper.filled;
    const [state] = await made.engine.open(['s1']);
    const gone = deleteRecord(step, state as never);
    await made.engine.apply('a', gone.ok ? gone.value : []);
    await until(() => owners(keeper, 'طوق'), []);
  });
});

describe('what is told while it is filled', () => {
  const fillOf = async (made: Laptop) => {
    const told: FillProgress[] = [];
    const keeper = start(made, { onFill: (progress) => void told.push(progress) });
    await keeper.filled;
    return { keeper, told };
  };

  test('how much of a library is read, piece by piece; of one that was kept only what changed', async () => {
    const made = filledLaptop();
    const many = Array.from({ length: 240 }, (_, at) => ({ scope: away, id: `m${at}` }));
    for (const place of many) made.engine.receive('a', drafts(createRecord(person, place, { name: 'Rania' })));
    const { told } = await fillOf(made);
    expect(told).toEqual([100, 200, 243].map((read) => ({ read, total: 243 })));
    await kept(made, 2);
    await edit(made, 'p1', 'Threat call');
    expect((await fillOf(made)).told).toEqual([{ read: 1, total: 1 }]);
  });

  test('an edit made later is no filling', async () => {
    const made = filledLaptop();
    const { keeper, told } = await fillOf(made);
    told.length = 0;
    await edit(made, 'p1', 'Threat call');
    await until(() => owners(keeper, 'threat'), ['p1']);
    expect(told).toEqual([]);
  });
});

describe('across a restart', () => {
  test('answers before anything is read, and then reads only what changed', async () => {
    const made = filledLaptop();
    await start(made).filled;
    await kept(made, 2);
    await edit(made, 'p1', 'Threat call');
    const again = start(made);
    made.reads.length = 0;
    await again.ready;
    expect([owners(again, 'طوق'), made.reads]).toEqual([['p1'], []]);
    await again.filled;
    expect([owners(again, 'threat'), owners(again, 'unattended'), made.reads]).toEqual([['p1'], [], ['p1']]);
  });

  test('a damaged row costs its scope, which is read again', async () => {
    const made = filledLaptop();
    await start(made).filled;
    const rows = await kept(made, 2);
    const rotten = (rows.get(away) as Uint8Array).slice();
    rotten[20] = (rotten[20] ?? 0) ^ 1;
    await createSnapshotStore('search', made.disk).save(new Map([[away, rotten]]), []);
    const again = start(made);
    made.reads.length = 0;
    await again.filled;
    expect([made.reads, owners(again, 'جميلة'), owners(again, 'طوق')]).toEqual([['n1'], ['n1'], ['p1']]);
  });

  test('a row of another time does not belong to the others', async () => {
    const made = filledLaptop();
    await start(made).filled;
    const before = await kept(made, 2);
    await edit(made, 'p1', 'Threat call');
    const second = start(made);
    await second.filled;
    const store = createSnapshotStore('search', made.disk);
    await until(async () => isDeepStrictEqual((await store.load()).get(home), before.get(home)), false);
    await store.save(new Map([[home, before.get(home) as Uint8Array]]), []);
    const third = start(made);
    await third.filled;
    expect([owners(third, 'threat'), owners(third, 'unattended')]).toEqual([['p1'], []]);
  });

  test('a store of another life is read whole', async () => {
    const made = filledLaptop();
    await start(made).filled;
    await kept(made, 2);
    made.held.life = 'second';
    made.reads.length = 0;
    await start(made).filled;
    expect(made.reads.sort()).toEqual(['n1', 'p1', 's1']);
  });

  test('everything on the disk goes through the seal', async () => {
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
    const sealer: SnapshotSealer = { seal: async (bytes) => flip(bytes), unseal: async (bytes) => flip(bytes) };
    const made = filledLaptop();
    await start(made, { sealer }).filled;
    const rows = await kept(made, 2);
    for (const row of rows.values())
      expect(new TextDecoder('latin1').decode(row)).not.toMatch(/playbook|unattended|jml/);
    const again = start(made, { sealer });
    await again.ready;
    expect(owners(again, 'unattended')).toEqual(['p1']);
  });
});

describe('a scope that is lost', () => {
  test('is found no more, at once and on the disk', async () => {
    const made = filledLaptop();
    const keeper = start(made);
    await keeper.filled;
    await kept(made, 2);
    made.held.scopes = [home];
    await edit(made, 'p1', 'Threat call');
    await until(() => owners(keeper, 'Jamila'), []);
    expect([...(await kept(made, 1)).keys()].sort()).toEqual(['', home]);
  });

  test('while the app was closed is never answered from', async () => {
    const made = filledLaptop();
    await start(made).filled;
    await kept(made, 2);
    made.held.scopes = [home];
    const again = start(made);
    await again.ready;
    expect(owners(again, 'Jamila')).toEqual([]);
  });
});

describe('while the lease is over [LE2]', () => {
  /** What the engine does then: of everything it lists and opens `p1` alone. */
  function lock(made: Laptop) {
    const { list, open, lease } = made.engine;
    const isShown = ({ id }: { readonly id: string }) => id === 'p1';
    made.engine.lease = async () => ({ heardAt: 0, endsAt: 1, certificateEndsAt: 2, isOver: true });
    made.engine.list = async (query) => (await list(query)).filter(isShown);
    made.engine.open = async (ids) => (await open(ids)).filter(isShown);
    return () => Object.assign(made.engine, { list, open, lease });
  }

  test('only what is still shown is found, and all of it again afterwards, with what changed meanwhile', async () => {
    const made = filledLaptop();
    const keeper = start(made);
    await keeper.filled;
    const unlock = lock(made);
    made.engine.receive('a', []);
    await until(() => owners(keeper, 'Jamila'), []);
    expect(owners(keeper, 'طوق')).toEqual([]);
    expect(owners(keeper, 'unatt')).toEqual(['p1']);
    made.engine.receive('a', drafts(createRecord(person, { scope: away, id: 'n2' }, { name: 'Ivo Marin' })));
    unlock();
    made.engine.receive('a', []);
    await until(() => owners(keeper, 'Marin'), ['n2']);
    expect(owners(keeper, 'طوق')).toEqual(['p1']);
    expect(owners(keeper, 'Jamila')).toEqual(['n1']);
  });

  test('from the start on: what was kept does not answer, and nothing of it is lost', async () => {
    const made = filledLaptop();
    const first = start(made);
    await first.filled;
    await kept(made, 2);
    const unlock = lock(made);
    const keeper = start(made);
    await keeper.ready;
    expect([owners(keeper, 'unatt'), owners(keeper, 'طوق')]).toEqual([['p1'], []]);
    await keeper.filled;
    unlock();
    made.engine.receive('a', []);
    await until(() => owners(keeper, 'طوق'), ['p1']);
    expect((await kept(made, 2)).size).toBe(3);
  });

  test('from the start on without a snapshot: the library is read when it is shown again', async () => {
    const made = filledLaptop();
    const unlock = lock(made);
    const keeper = start(made);
    await keeper.filled;
    expect(owners(keeper, 'Jamila')).toEqual([]);
    unlock();
    made.engine.receive('a', []);
    await until(() => owners(keeper, 'Jamila'), ['n1']);
  });
});
