import type { OperationId, RecordId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { recordTitle } from '../../shared/domain/search/record-title.ts';
import { type UndoDraft, type UndoFailure, type UndoRecord, undoDrafts } from '../../shared/domain/undo.ts';
import { fixedBecause, kindOfAction, type UndoAction } from '../../shared/domain/undo-stack.ts';
import type { ApplyFailure, EngineApi, Saved } from '../../shared/sync/engine-api.ts';
import type { CurrentProfile } from './profile.ts';

type Engine = Pick<EngineApi, 'open' | 'history' | 'list' | 'apply'>;

/** What there is to remember of an action that was saved just now. */
export function actionOf(
  profile: Pick<CurrentProfile, 'person' | 'may'>,
  drafts: readonly OperationDraft[],
  saved: Saved,
): UndoAction {
  return {
    id: saved.tx,
    author: profile.person,
    at: Date.now(),
    kind: kindOfAction(drafts),
    isUndo: false,
    records: recordsOf(drafts),
    operations: saved.operations,
    echoes: [],
    fixed: fixedBecause(drafts, profile.may),
  };
}

export interface Undone {
  readonly action: UndoAction;
  readonly drafts: readonly UndoDraft[];
  /** Operation of each draft. */
  readonly operations: readonly (OperationId | null)[];
}

/** Undoes an action by one of its own, as the same person. Refused when it would overwrite what came since. */
export async function undoAction(
  engine: Engine,
  action: UndoAction,
): Promise<Result<Undone, UndoFailure | ApplyFailure>> {
  const written = { operations: new Set(action.operations), echoes: new Map(action.echoes) };
  const undone = undoDrafts(written, await readRecords(engine, action));
  if (!undone.ok) return undone;
  const drafts = undone.value;
  const saved = await engine.apply(
    action.author,
    drafts.map(({ draft }) => draft),
  );
  if (!saved.ok) return fail(saved.failure);
  const { tx, operations } = saved.value;
  const records = recordsOf(drafts.map(({ draft }) => draft));
  const fresh = { id: tx, at: Date.now(), isUndo: !action.isUndo, records, operations, echoes: [] };
  const paired = pair(drafts, await engine.open(records), new Set(operations));
  return ok({ action: { ...action, ...fresh }, drafts, operations: paired });
}

async function readRecords(engine: Engine, action: UndoAction): Promise<UndoRecord[]> {
  const states = await engine.open(action.records);
  return Promise.all(
    states.map(async (state) => {
      const history = await engine.history(state.id);
      // Only what the action made can have been given parts that would lose their whole.
      const children =
        action.kind === 'create' || action.kind === 'move' ? await engine.list({ parent: state.id }) : [];
      return { state, history, children: children.map(({ id }) => id) };
    }),
  );
}

/** The engine may write notes of its own beside the drafts: each draft's operation is found where it was written. */
function pair(
  drafts: readonly UndoDraft[],
  states: readonly RecordState[],
  operations: ReadonlySet<OperationId>,
): (OperationId | null)[] {
  const byId = new Map(states.map((state) => [state.id, state]));
  return drafts.map(({ draft }) => {
    const heads = byId.get(draft.record)?.fields[draft.field] ?? [];
    const wanted = JSON.stringify(draft.value);
    return heads.find(({ id, value }) => operations.has(id) && JSON.stringify(value) === wanted)?.id ?? null;
  });
}

function recordsOf(drafts: readonly OperationDraft[]): RecordId[] {
  return [...new Set(drafts.map(({ record }) => record))];
}

/** What an action was about, by its first record that has a name; null when none has. */
export async function nameOfAction(engine: Engine, action: UndoAction, language: string): Promise<string | null> {
  for (const state of await engine.open(action.records.slice(0, 3))) {
    const name = nameOf(state, language);
    if (name !== null) return name;
  }
  return null;
}

function nameOf(state: RecordState, language: string): string | null {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return null;
  const { title, reference } = recordTitle(declaration, state, language);
  return title?.text ?? reference;
}
