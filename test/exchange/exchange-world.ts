/** Two networks that know nothing of each other, and a library file on its way from one to the other. */
import { concat } from '../../shared/base/bytes.ts';
import { unhurried } from '../../shared/base/pieces.ts';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { deleteRecord, restoreRecord, setFields } from '../../shared/domain/edit.ts';
import { importLibrary } from '../../shared/domain/exchange/import-library.ts';
import type { ExportSettings } from '../../shared/domain/exchange/library-writing.ts';
import { type ExportChoice, planExport } from '../../shared/domain/exchange/plan-export.ts';
import { planLibraryImport } from '../../shared/domain/exchange/plan-import.ts';
import { type Library, readLibrary } from '../../shared/domain/exchange/read-library.ts';
import { writeLibrary } from '../../shared/domain/exchange/write-library.ts';
import { decide, type PolicyAction } from '../../shared/domain/policy/decide.ts';
import { type Role, roles } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { viewOf } from '../../shared/domain/view.ts';
import type { Engine } from '../../shared/sync/engine.ts';
import { seeded } from '../sim/seeded.ts';
import { type EngineLife, startLife } from '../support/engine-life.ts';
import { createFakeHub } from '../support/fake-hub.ts';
import { hubId, person, scopeA, scopeB, testDevice } from '../support/network.ts';
import type { RandomRecord } from './random-records.ts';

export const author = person(1);

/** A device alone with an empty store, used by somebody who holds every role unless told. */
export function emptyDevice(held: readonly Role[] = roles): Promise<EngineLife> {
  return startLife(createFakeHub(), { device: testDevice(1, held) });
}

export async function apply({ engine }: Pick<EngineLife, 'engine'>, drafts: readonly OperationDraft[]) {
  const saved = await engine.apply(author, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}

/** Makes random records, then does to them what is to be done. */
export async function fill(life: EngineLife, records: readonly RandomRecord[]): Promise<void> {
  for (const { drafts } of records) await apply(life, drafts);
  for (const { later } of records) {
    for (const { kind, draft } of later) await apply(life, await laterDrafts(life.engine, kind, draft));
  }
}

async function laterDrafts(
  engine: Engine,
  kind: RandomRecord['later'][number]['kind'],
  draft: OperationDraft,
): Promise<readonly OperationDraft[]> {
  const [state] = await engine.open([draft.record]);
  const declaration = declarationOf(draft.type);
  if (state === undefined || declaration === undefined) throw new Error('a random record is gone');
  switch (kind) {
    case 'conflict':
      return [draft];
    case 'restore':
      return restoreRecord(state);
    case 'delete':
    case 'unseen-edit': {
      const made = deleteRecord(declaration, state);
      if (!made.ok) throw new Error(made.failure.kind);
      return kind === 'delete' ? made.value : [...made.value, draft];
    }
    default: {
      const made = setFields(declaration, state, { [draft.field]: draft.value });
      if (!made.ok) throw new Error(made.failure.kind);
      return made.value;
    }
  }
}

export const everythingOf: ExportChoice = {
  highest: 'TLP:RED',
  withDeleted: true,
  grants: [scopeA, scopeB].map((scope) => ({ person: author, scope, roles })),
  at: Date.UTC(2026, 10, 28),
};

export async function exported(
  { engine }: Pick<EngineLife, 'engine'>,
  choice: ExportChoice = everythingOf,
  more: Pick<ExportSettings, 'exercise' | 'signer'> = {},
) {
  const plan = planExport(await engine.list({ withDeleted: true }), choice);
  const settings = {
    by: { id: author, name: 'Ines', centre: 'Sorrel Coast' },
    purpose: 'A test',
    highest: choice.highest,
    network: { id: hubId, name: 'Test network', sample: false },
    scopes: [scopeA, scopeB].map((id) => ({ id, name: id })),
    people: [{ id: author, name: 'Ines' }],
    at: Date.UTC(2026, 10, 26, 8),
    ...more,
  };
  const written = await writeLibrary({ port: engine, plan, settings, pieces: unhurried, onProgress: () => {} });
  if (!written.ok) throw new Error(written.failure.kind);
  return { ...written.value, plan, bytes: concat(...written.value.parts) };
}

export async function opened(bytes: Uint8Array): Promise<Library> {
  const library = await readLibrary(bytes, unhurried);
  if (!library.ok) throw new Error(JSON.stringify(library.failure));
  return library.value;
}

const sameScopes = new Map([scopeA, scopeB].map((id) => [id, id]));

export async function planned({ engine, device }: EngineLife, library: Library, scopes = sameScopes) {
  const may = (action: PolicyAction, type: string, scope: string) =>
    decide(device.identity.grants, { action, type, scope }).allowed;
  const plan = await planLibraryImport(engine, library, { scopes, may }, unhurried);
  if (plan === null) throw new Error('stopped');
  return plan;
}

export async function imported(life: EngineLife, bytes: Uint8Array, scopes = sameScopes) {
  const library = await opened(bytes);
  const plan = await planned(life, library, scopes);
  const done = await importLibrary({
    port: life.engine,
    library,
    plan,
    by: { person: author, name: 'Ines' },
    clock: life.clock,
    random: seeded(7),
    pieces: unhurried,
    onProgress: () => {},
  });
  return { plan, done };
}

/** What screens would show of everything but the notes of imports, without when it was written here. */
export async function shown({ engine }: Pick<EngineLife, 'engine'>) {
  const entries = await engine.list({ withDeleted: true });
  const notes = new Set(entries.filter(({ type }) => type === 'library-import').map(({ id }) => id));
  const isOurs = (entry: CatalogueEntry) => !notes.has(entry.id) && !notes.has(entry.parent);
  const states = await engine.open(entries.filter(isOurs).map(({ id }) => id));
  return states
    .map((state) => {
      const declaration = declarationOf(state.type);
      if (declaration === undefined) throw new Error(state.type);
      const { changedAt: _, translations: __, ...view } = viewOf(declaration, state);
      const heads = Object.entries(state.fields).filter(([key]) => key !== '@exists');
      // Nobody knows what a translation was made from: said by an empty note as well as by none.
      const told = heads.map(([key, all]) => [
        key,
        all.map(({ value }) => value).filter((value) => value !== null || !key.startsWith('translation:')),
      ]);
      return { ...view, values: told.filter(([key, all]) => !key?.includes('translation:') || all?.length) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
