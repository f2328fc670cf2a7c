/** What the author of a core playbook lets centres do to it ([AD2]): said for a step, else for the whole playbook, else the default. */
import { set } from '../field.ts';

/** The texts of a step that a centre may write for itself where the core allows it. */
export const adaptableFields = ['name', 'description', 'who', 'authority', 'legalBasis', 'caution'] as const;
export type AdaptableField = (typeof adaptableFields)[number];

/** What a centre can do to a step. */
export const pieceKinds = ['note', 'addition', 'replacement'] as const;
export type PieceKind = (typeof pieceKinds)[number];

/**
 * One word of what is allowed: notes on the step, steps after it, every text replaced, or one text. What a newer edition
 * allows is a word that this one does not know, and allows nothing here.
 */
export type Allowance = 'notes' | 'additions' | 'replacements' | `replace:${AdaptableField}`;

/** Without a word of the author: a centre adds and explains, and changes nothing that was approved. */
export const defaultAllowances: readonly Allowance[] = ['notes', 'additions'];

/** The field of a playbook and of a step that says it. An empty list is a word too: all of it is fixed. */
export const allowanceField = () => set({ merge: 'keep-incumbent' });

/** Whether a centre may do this to a step. */
export function isAllowed(allowances: readonly string[], kind: PieceKind, field: AdaptableField | null): boolean {
  if (kind === 'note') return allowances.includes('notes');
  if (kind === 'addition') return allowances.includes('additions');
  return field !== null && (allowances.includes('replacements') || allowances.includes(`replace:${field}`));
}

/** The texts of a step that a centre may replace. */
export function replaceableFields(allowances: readonly string[]): AdaptableField[] {
  return adaptableFields.filter((field) => isAllowed(allowances, 'replacement', field));
}
