/** A fake engine in which two people worked apart: conflicts with their base, a waiting outbox, changes not accepted. */
import type { ReactNode } from 'react';
import type { Desktop } from '../../renderer/data/desktop.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import type { LiveEngine } from '../../renderer/data/live-engine.ts';
import type { Feature } from '../../renderer/feature.ts';
import { createRecord, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { EngineApi, EngineStatus } from '../../shared/sync/engine-api.ts';
import { createFakeLiveEngine, type FakeLiveEngine } from './fake-live-engine.ts';

export const scope = 'aaaaaaaa-0000-4000-8000-000000000001';
export const people = {
  amina: '11111111-0000-4000-8000-000000000001',
  ruslan: '22222222-0000-4000-8000-000000000002',
};
export const identity: DeviceIdentity = {
  device: 'cccccccc-0000-4000-8000-000000000001',
  hub: 'dddddddd-0000-4000-8000-000000000001',
  publicKey: '0'.repeat(64),
  sample: true,
  networkName: 'Varenia network',
  profiles: [
    { person: people.amina, name: 'Amina Dessalou', centre: 'Sorrel Coast' },
    { person: people.ruslan, name: 'Руслан Остров', centre: 'Tolmara Highlands' },
  ],
  scopes: [{ id: scope, name: 'Doctrine' }],
  grants: [{ person: people.amina, scope, roles: ['coordinator'] }],
};

export const ids = {
  playbook: '01930000-0000-7000-8000-000000000001',
  step: '01930000-0000-7000-8000-000000000002',
  gone: '01930000-0000-7000-8000-000000000003',
};
export const texts = {
  base: 'Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open.',
  theirs: 'Clear 100 m for a bag, 400 m for a vehicle or trailer. Keep the exits of the station open.',
  ours: 'Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open, one for each line.',
  merged:
    'Clear 100 m for a bag, 400 m for a vehicle or trailer. Keep the exits of the station open, one for each line.',
};

export interface SyncWorld {
  readonly engine: FakeLiveEngine;
  /** Status, outbox and refusals that the fake answers with; change before rendering. */
  readonly answers: {
    status: EngineStatus;
    waiting: StoredOperation[];
    notAccepted: Awaited<ReturnType<EngineApi['notAccepted']>>;
    purges: Awaited<ReturnType<EngineApi['purges']>>;
    glance: Awaited<ReturnType<EngineApi['networkGlance']>>;
  };
  state(id: string): Promise<RecordState>;
}

/** Apart: the text of a step (mergeable), the priority of its playbook (a choice), a playbook deleted and edited. */
export async function createSyncWorld(wall?: number): Promise<SyncWorld> {
  const engine = createFakeLiveEngine(wall);
  const answers: SyncWorld['answers'] = {
    status: {
      waiting: 0,
      notAccepted: 0,
      conflicts: 3,
      lastContact: null,
      arriving: null,
      phase: 'idle',
      progress: null,
      lastFailure: null,
      revoked: null,
    },
    waiting: [],
    notAccepted: [],
    purges: [],
    glance: null,
  };
  const bases = new Map<string, StoredOperation>();
  const state = async (id: string) => (await engine.open([id]))[0] as RecordState;
  const put = (author: string, drafts: readonly OperationDraft[]) => engine.receive(author, drafts);

  put(
    people.ruslan,
    value(
      createRecord(
        playbook,
        { scope, id: ids.playbook },
        { title: { en: 'Unattended item', ar: 'جسم متروك' }, marking: 'TLP:AMBER', priority: 10 },
      ),
    ),
  );
  put(
    people.ruslan,
    value(
      createRecord(
        step,
        { scope, id: ids.step },
        {
          playbook: ids.playbook,
          kind: 'action',
          order: 'a0',
          name: { en: 'Clear and cordon' },
          description: { en: texts.base, ar: 'أخلِ مسافة 100 م' },
        },
      ),
    ),
  );
  put(people.ruslan, value(createRecord(playbook, { scope, id: ids.gone }, { title: { en: 'Mail room screening' } })));
  for (const [id, field] of [
    [ids.step, 'description.en'],
    [ids.playbook, 'priority'],
  ] as const) {
    const head = (await state(id)).fields[field]?.[0];
    if (head) bases.set(`${id}/${field}`, storedOf(await state(id), field, head.id));
  }
  const before = { step: await state(ids.step), playbook: await state(ids.playbook), gone: await state(ids.gone) };
  put(people.ruslan, value(setFields(step, before.step, { 'description.en': texts.theirs })));
  put(people.amina, value(setFields(step, before.step, { 'description.en': texts.ours })));
  put(people.ruslan, value(setFields(playbook, before.playbook, { priority: 5 })));
  put(people.amina, value(setFields(playbook, before.playbook, { priority: 20 })));
  put(people.ruslan, value(deleteRecord(playbook, before.gone)));
  put(people.amina, value(setFields(playbook, before.gone, { 'title.en': 'Mail room screening, new address' })));

  const live: LiveEngine = {
    ...engine,
    status: async () => answers.status,
    waiting: async (limit) => answers.waiting.slice(0, limit),
    notAccepted: async () => answers.notAccepted,
    purges: async () => answers.purges,
    networkGlance: async () => answers.glance,
    async conflict(id, field) {
      const [record] = await engine.open([id]);
      const heads = record?.fields[field] ?? [];
      if (record === undefined || heads.length < 2) return null;
      return { record, field, base: bases.get(`${id}/${field}`) ?? null, heads };
    },
  };
  return { engine: Object.assign(engine, live), answers, state };
}

/** An operation of a state's head, as the outbox and the conflict hold it. */
export function storedOf(
  state: RecordState,
  field: string,
  id: string,
  more: Partial<StoredOperation> = {},
): StoredOperation {
  const head = (state.fields[field] ?? []).find((one) => one.id === id);
  if (!head) throw new Error(`No head ${id} of ${field}`);
  return {
    ...{ id, kind: head.kind, scope: state.scope, type: state.type, record: state.id, field, value: head.value },
    ...{ supersedes: [], tx: 'tx', lamport: head.lamport, wall: head.wall, schema: 1, seq: null },
    origin: { author: head.author, device: head.device, incarnation: 'incarnation' },
    ...more,
  };
}

function value<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A host that does nothing: for screens that only read and save. */
export const quietDesktop: Desktop = {
  call: async () => {
    throw new Error('This test has no host');
  },
  enginePort: () => new MessageChannel().port1,
  onEvent: () => () => {},
};

/** Puts an engine above what is rendered. Goes inside the providers of the app: it needs their query client. */
export function underEngine(engine: LiveEngine, as: DeviceIdentity = identity, invalidates = syncAlone) {
  return (children: ReactNode) => (
    <EngineProvider engine={engine} identity={as} desktop={quietDesktop} invalidates={invalidates}>
      {children}
    </EngineProvider>
  );
}

const all = [['sync']];
const syncAlone: Feature['invalidates'] = {
  playbook: all,
  step: all,
  run: all,
  'run-event': all,
  attachment: all,
  decision: all,
};
