/**
 * Texts of which several editions merge without a question ([CF4]): two people wrote in different places of one finding.
 * Invariant: like all of a state, a function of the set of the record's operations.
 */
import { type RecordDeclaration, splitFieldKey } from '../domain/declare-record.ts';
import type { DeclarationOf } from '../domain/edition.ts';
import type { Head, RecordState } from '../domain/record-state.ts';
import { mergeText } from '../domain/text-merge.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { conflictOf } from './field-conflict.ts';
import { foldRecord } from './merge.ts';

/** The state of a record from its whole history, texts that merge cleanly among it; null when nothing shows. */
export function foldWithTexts(history: readonly StoredOperation[], declarationOf: DeclarationOf): RecordState | null {
  const state = foldRecord(history);
  return state === null ? null : withMergedTexts(state, history, declarationOf);
}

/** Whether the state of a record depends on more of its history than its heads say. */
export function hasTextsToMerge(state: RecordState, declarationOf: DeclarationOf): boolean {
  return Object.entries(state.fields).some(([key, heads]) => isMergeable(declarationOf(state.type), key, heads));
}

function withMergedTexts(
  state: RecordState,
  history: readonly StoredOperation[],
  declarationOf: DeclarationOf,
): RecordState {
  const declaration = declarationOf(state.type);
  const merged: Record<string, string> = {};
  for (const [key, heads] of Object.entries(state.fields)) {
    const text = isMergeable(declaration, key, heads) ? cleanMerge(state, key, history) : null;
    if (text !== null) merged[key] = text;
  }
  return Object.keys(merged).length === 0 ? state : { ...state, merged };
}

function isMergeable(declaration: RecordDeclaration | undefined, key: string, heads: readonly Head[]): boolean {
  if (heads.length < 2 || heads.some(({ value }) => typeof value !== 'string')) return false;
  return declaration?.fields[splitFieldKey(key)[0]]?.merge === 'merge3';
}

/** The heads merged one after the other, in their order; null when two of them changed one sentence, or began from nothing in common. */
function cleanMerge(state: RecordState, key: string, history: readonly StoredOperation[]): string | null {
  const conflict = conflictOf(state, key, history);
  const base = conflict?.base?.value;
  if (conflict === null || typeof base !== 'string') return null;
  const [first, ...others] = conflict.heads.map(({ value }) => value as string);
  let text = first as string;
  for (const other of others) {
    const merge = mergeText(base, text, other, 'sentences');
    if (!merge.clean) return null;
    text = merge.text;
  }
  return text;
}
