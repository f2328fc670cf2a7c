/** A corrective action that changes the wording of a playbook's step: proposed on the action, applied to the step. */
import type { Json } from '../../base/json.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { splitFieldKey } from '../declare-record.ts';
import { type EditFailure, setFields } from '../edit.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { viewOf } from '../view.ts';
import { action } from './action.ts';

/** The texts of a step that an action can change, the one that is changed most often first. */
export const changeableFields = ['description', 'name', 'caution', 'who', 'authority', 'legalBasis'] as const;
export type ChangeableField = (typeof changeableFields)[number];

/** The field and language that a key names, or null when it is none that an action can change. */
export function changeOf(
  key: string | undefined,
): { readonly field: ChangeableField; readonly language: string } | null {
  const [name, language] = splitFieldKey(key ?? '');
  const field = changeableFields.find((each) => each === name);
  return field === undefined || language === null ? null : { field, language };
}

/** The wording of a step under a key, as it is shown; empty when there is none. */
export function wordingOf(state: RecordState, key: string): string {
  const change = changeOf(key);
  if (change === null) return '';
  return viewOf(step, state)[change.field][change.language] ?? '';
}

/** The step has several wordings to choose from: that is settled first, where both can be seen. */
export type StepInConflict = Failure<'step-in-conflict'>;

export interface AppliedChange {
  readonly key: string;
  readonly wording: string;
  readonly at: number;
  readonly by: string;
}

/**
 * Puts a wording into a step and says so on the action, in one save: neither is there without the other. The step is
 * edited as anybody edits it; what its author saw is what is replaced.
 */
export function applyChange(
  actionState: RecordState,
  stepState: RecordState,
  { key, wording, at, by }: AppliedChange,
): Result<OperationDraft[], EditFailure | StepInConflict> {
  if (viewOf(step, stepState).conflicts.includes(key)) return fail({ kind: 'step-in-conflict' });
  const before = wordingOf(stepState, key);
  const ofStep = setFields(step, stepState, { [key]: wording });
  const ofAction = setFields(action, actionState, {
    ...proposalFields(stepState, key, wording),
    proposalBase: before,
    appliedAt: at,
    appliedBy: by,
  });
  if (!ofStep.ok || !ofAction.ok) return ofStep.ok ? ofAction : ofStep;
  return ok([...ofStep.value, ...ofAction.value]);
}

/** The fields of an action that proposes a wording for a step as it is now. */
export function proposalFields(stepState: RecordState, key: string, wording: string): Record<string, Json> {
  return {
    playbook: viewOf(step, stepState).playbook ?? null,
    step: stepState.id,
    stepField: key,
    proposal: wording,
    proposalBase: wordingOf(stepState, key),
  };
}
