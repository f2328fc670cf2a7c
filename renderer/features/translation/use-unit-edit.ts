import { useRef, useState } from 'react';
import type { OperationId } from '../../../shared/base/ids.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { EditFailure } from '../../../shared/domain/edit.ts';
import type { Head, OperationDraft, RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { judgeUnit, translateUnit } from '../../../shared/domain/translation/translate.ts';
import type { NoteState } from '../../../shared/domain/translation/translation-note.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import type { GridRow } from './grid-model.ts';

export interface UnitEdit {
  /** Remembers the record as the translator sees it now: its values are what an edit supersedes. */
  begin(): void;
  /** Keeps words that may not be finished: what was outdated stays so. True when they are on the disk. */
  keep(text: string): Promise<boolean>;
  /** Words that say what the source says now. */
  accept(text: string): Promise<boolean>;
  /** Says how good the text is that is shown. */
  judge(state: NoteState): Promise<boolean>;
  readonly savedAt: number | null;
}

/**
 * Edits one unit. An edit supersedes what its author had in front of him when he began, and his own later saves; what
 * arrived meanwhile stays beside it, for a person to settle.
 */
export function useUnitEdit({ place: { view, unit }, translation }: GridRow, lang: string): UnitEdit {
  const engine = useEngine();
  const { apply } = useApply();
  const seen = useRef<Promise<RecordState | undefined> | null>(null);
  // One save after another: the second supersedes the first.
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const stateNow = async () => (await engine.open([view.id]))[0];

  const save = (make: Make): Promise<boolean> => {
    const next = turn.current.then(async () => {
      const [declaration, state] = [declarationOf(view.type), await (seen.current ?? stateNow())];
      if (declaration === undefined || state === undefined) return false;
      const drafts = make(declaration, state);
      const saved = await apply(drafts);
      if (!saved.ok || !drafts.ok) return false;
      seen.current = Promise.resolve(after(state, drafts.value, saved.value.operations));
      if (drafts.value.length > 0) setSavedAt(Date.now());
      return true;
    });
    turn.current = next.catch(() => undefined);
    return next;
  };
  return {
    savedAt,
    begin() {
      seen.current = stateNow();
    },
    keep: (text) =>
      save((declaration, state) => {
        const older = translation.state === 'outdated' ? (translation.source ?? undefined) : undefined;
        return translateUnit(declaration, state, unit, lang, text, older);
      }),
    accept: (text) => save((declaration, state) => translateUnit(declaration, state, unit, lang, text)),
    async judge(judgement) {
      seen.current = stateNow();
      return save((declaration, state) => judgeUnit(declaration, state, unit, lang, translation.text, judgement));
    },
  };
}

type Make = (
  declaration: NonNullable<ReturnType<typeof declarationOf>>,
  state: RecordState,
) => Result<OperationDraft[], EditFailure>;

/** The record as its editor knows it after his own save: his operations are the heads of what he wrote. */
function after(state: RecordState, drafts: readonly OperationDraft[], ids: readonly OperationId[]): RecordState {
  const written = drafts.map((draft, place): [string, readonly Head[]] => {
    const { kind, value, field } = draft;
    // Only id and value are read again: the rest of an operation is known to the engine alone.
    const head: Head = { id: ids[place] as string, kind, value, lamport: 0, wall: 0, author: '', device: '' };
    return [field, [head]];
  });
  return { ...state, fields: { ...state.fields, ...Object.fromEntries(written) } };
}
