import { useState } from 'react';
import { setFields } from '../../../shared/domain/edit.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { type Action, action as actionDeclaration } from '../../../shared/domain/review/action.ts';
import {
  applyChange,
  type ChangeableField,
  changeOf,
  proposalFields,
  wordingOf,
} from '../../../shared/domain/review/step-change.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';

export interface Proposal {
  readonly field: ChangeableField;
  readonly language: string;
  /** What the step says now. */
  readonly now: string;
  /** What it is to say. */
  readonly wording: string;
  /** The wording that the kept proposal was written against, where the step has moved on since. */
  readonly movedFrom: string | null;
  readonly inConflict: boolean;
  /** The person may change the step, whatever they propose. */
  readonly mayApply: boolean;
  /** Absent while there is nothing to keep or to apply. */
  readonly keep: (() => void) | null;
  readonly apply: (() => void) | null;
  chooseField(field: ChangeableField): void;
  type(text: string): void;
}

export interface ProposalParts {
  readonly action: Action;
  /** Language in which the playbook was written: that is what changes, its translations follow. */
  readonly original: string;
  readonly stepState: RecordState;
  readonly actionState: RecordState;
}

/** A new wording of a step in the making. */
export function useProposal({ action, original, stepState, actionState }: ProposalParts): Proposal {
  const { name, may } = useProfile();
  const { apply, saving } = useApply();
  // The action as it was when the typing began is what a save replaces.
  const [typed, setTyped] = useState<{ readonly text: string; readonly seen: RecordState } | null>(null);
  const [chosen, setChosen] = useState<ChangeableField | null>(null);
  const stored = changeOf(action.stepField);
  const field = chosen ?? stored?.field ?? 'description';
  const language = stored?.language ?? original;
  const key = `${field}.${language}`;
  const now = wordingOf(stepState, key);
  const proposed = action.stepField === key ? action.proposal : undefined;
  const wording = typed?.text ?? proposed ?? now;
  const seen = typed?.seen ?? actionState;
  const drafts = applyChange(seen, stepState, { key, wording, at: pageClock.now(), by: name });
  const mayApply = may('translate', 'step', stepState.scope);
  const keep = async () => {
    const saved = await apply(setFields(actionDeclaration, seen, proposalFields(stepState, key, wording)));
    if (saved.ok) setTyped(null);
  };
  return {
    field,
    language,
    now,
    wording,
    movedFrom: proposed !== undefined && action.proposalBase !== now ? (action.proposalBase ?? '') : null,
    inConflict: !drafts.ok && drafts.failure.kind === 'step-in-conflict',
    mayApply,
    keep: saving || wording === (proposed ?? now) ? null : () => void keep(),
    apply:
      saving || !mayApply || !drafts.ok || wording.trim() === '' || wording === now ? null : () => void apply(drafts),
    chooseField(next) {
      setChosen(next);
      setTyped(null);
    },
    type: (text) => setTyped({ text, seen }),
  };
}
