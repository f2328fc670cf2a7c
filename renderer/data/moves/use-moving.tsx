import { type ReactNode, useState } from 'react';
import { MoveDialog, type MoveDialogProps } from './move-dialog.tsx';
import { useMoveTargets } from './use-move-targets.ts';

export interface Moving {
  /** Asks where to; null for who may move it nowhere. */
  readonly begin: (() => void) | null;
  /** The question while it is asked, to stand outside of what closes when it is asked for, such as a menu. */
  readonly dialog: ReactNode;
}

/** The moving of a record to another scope, for any screen that shows one. */
export function useMoving(record: Omit<MoveDialogProps, 'onClose'>): Moving {
  const [isAsking, setAsking] = useState(false);
  const canMove = useMoveTargets(record.type, record.scope).length > 0;
  return {
    begin: canMove ? () => setAsking(true) : null,
    dialog: isAsking && <MoveDialog {...record} onClose={() => setAsking(false)} />,
  };
}
