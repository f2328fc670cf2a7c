import { useEffect, useRef, useState } from 'react';
import type { NoteState } from '../../../shared/domain/translation/translation-note.ts';
import { useProfile } from '../../data/engine-context.tsx';
import type { GridRow } from './grid-model.ts';
import { useUnitEdit } from './use-unit-edit.ts';

export interface TargetField {
  readonly value: string;
  readonly canWrite: boolean;
  readonly isUnsaved: boolean;
  readonly isSaved: boolean;
  begin(): void;
  type(text: string): void;
  /** The field was left: what was typed is kept. */
  leave(): void;
  /** Back to what is saved. */
  takeBack(): void;
  accept(): Promise<boolean>;
  judge(state: NoteState): Promise<boolean>;
}

/** Somebody who stops typing for so long is thinking: what is there is saved. Milliseconds. */
const pause = 2_000;

/** What is typed into the target of a unit: one operation on leaving or after a pause. */
export function useTargetField(row: GridRow, lang: string): TargetField {
  const { place, translation } = row;
  const stored = translation.text;
  const edit = useUnitEdit(row, lang);
  const { may } = useProfile();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<{ readonly typed: string | null; readonly stored: string }>({ typed, stored });
  // What is saved or on its way: leaving right after a pause must not save it again.
  const kept = useRef<string | null>(null);
  latest.current = { ...latest.current, stored };

  const stopTimer = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const put = (text: string | null) => {
    latest.current = { ...latest.current, typed: text };
    setTyped(text);
  };
  const keep = async (close: boolean) => {
    stopTimer();
    const text = latest.current.typed;
    if (text === null) return;
    const isNew = text !== latest.current.stored && text !== kept.current;
    if (isNew) kept.current = text;
    const saved = !isNew || (await edit.keep(text));
    if (!saved)
      kept.current = null; // what was not saved stays in the field: the banner says why
    else if (close && latest.current.typed === text) put(null);
  };
  const keepLatest = useRef(keep);
  keepLatest.current = keep;
  // Leaving the row or the screen is leaving the field.
  useEffect(() => () => void keepLatest.current(false), []);

  const value = typed ?? stored;
  return {
    value,
    canWrite: may('translate', place.view.type, place.view.scope) && !translation.isContested,
    isUnsaved: typed !== null && typed !== stored,
    isSaved: edit.savedAt !== null && (typed === null || typed === stored),
    begin: edit.begin,
    type(text) {
      put(text);
      stopTimer();
      timer.current = setTimeout(() => void keepLatest.current(false), pause);
    },
    leave: () => void keep(true),
    takeBack() {
      stopTimer();
      put(null);
    },
    async accept() {
      stopTimer();
      kept.current = value;
      const saved = await edit.accept(value);
      if (saved) put(null);
      else kept.current = null;
      return saved;
    },
    judge: edit.judge,
  };
}
