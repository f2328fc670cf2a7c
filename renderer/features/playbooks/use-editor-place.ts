import { useCallback, useState } from 'react';
import { useReaderPlace } from './use-reader-place.ts';

/** Where somebody works in the editor: the selected step, and where the focus should go. */
export interface EditorPlace {
  readonly selected: string | null;
  readonly wanted: { readonly step: string; readonly field: string; readonly turn: number } | null;
  /** Opens a step at one of its fields; `row` for its line in the list. */
  select(step: string, field: string): void;
  /** Opens a step, or closes the one that is open. */
  toggle(step: string): void;
}

export function useEditorPlace(): EditorPlace {
  const { step: first } = useReaderPlace();
  const [selected, setSelected] = useState<string | null>(first);
  const [wanted, setWanted] = useState<EditorPlace['wanted']>(
    first === null ? null : { step: first, field: 'row', turn: 1 },
  );
  const select = useCallback((step: string, field: string) => {
    setSelected(step);
    setWanted((before) => ({ step, field, turn: (before?.turn ?? 0) + 1 }));
  }, []);
  const toggle = useCallback((step: string) => setSelected((before) => (before === step ? null : step)), []);
  return { selected, wanted, select, toggle };
}
