/**
 * What can be said of an operation by its form and by the record that it belongs to, whoever carries it: the hub asks it of
 * what devices bring, and a device of what another one gives it ([OP8] to [OP11], [RM7]).
 */
import type { OperationId } from '../base/ids.ts';
import { type RecordDeclaration, splitFieldKey } from '../domain/declare-record.ts';
import { checkValue } from '../domain/edit.ts';
import { thisEdition } from '../domain/edition.ts';
import { readMove } from '../domain/move/moved.ts';
import { questionOf } from '../domain/policy/question-of.ts';
import { existenceField, operationKinds } from '../domain/record-state.ts';
import { notedKey } from '../domain/translation/translation-note.ts';
import type { Operation } from './operation.ts';
import type { RefusalReason } from './outcome.ts';

/** What is known of the record that an operation belongs to. */
export interface KnownCreation {
  readonly scope: string;
  readonly type: string;
  /** Author and transaction of the create; null while only other operations of it have come. */
  readonly creator: string | null;
  readonly createdTx: string | null;
}

/** Whose operation it is, and what is known of its record. */
export interface FormContext {
  readonly author: string;
  readonly record: KnownCreation | undefined;
}

/** Kinds that this edition can judge. */
export const knownKinds: ReadonlySet<string> = new Set(operationKinds);
/** What takes a record that is never changed to another scope with what it belongs to, and back ([MV6]). */
const passing: ReadonlySet<string> = new Set(['move', 'restore']);

/** What no right can make good: every device would have to refuse it too, so that nobody may accept it either. */
export function faultOfForm(operation: Operation, context: FormContext, edition = thisEdition) {
  const declaration = edition.declarationOf(operation.type);
  if (declaration === undefined || !knownKinds.has(operation.kind)) return 'unknown-type' satisfies RefusalReason;
  const { record } = context;
  if (record !== undefined && (record.scope !== operation.scope || record.type !== operation.type)) {
    return 'record-belongs-elsewhere' satisfies RefusalReason;
  }
  const isFirst = isCreation(operation, context) && operation.supersedes.length === 0;
  if (declaration.appendOnly && !isFirst && !passing.has(operation.kind)) return 'append-only' satisfies RefusalReason;
  return hasGoodValue(operation, declaration) ? null : ('value-invalid' satisfies RefusalReason);
}

/** The policy's question about an operation. A second create of a record that exists would bring it back from a delete: it asks for that right. */
export function questionAbout(operation: Operation, creates: boolean, at?: number) {
  const kind = operation.kind === 'create' && !creates ? 'restore' : operation.kind;
  return questionOf({ ...operation, kind, creates, at });
}

/** The first create of a record, or a value that its author gives it in the same user action. */
export function isCreation(operation: Operation, { author, record }: FormContext): boolean {
  if (operation.kind === 'create') return record === undefined || record.creator === null || sameAction();
  return operation.kind === 'set' && sameAction();

  function sameAction(): boolean {
    return record?.createdTx === operation.tx && record.creator === author;
  }
}

/**
 * Existence has its own field and nothing else may be written there: a `set` on it would slip past the rights for delete.
 * Values of declared fields must be what the declaration says; fields of a newer edition pass as they are ([EV3]).
 */
export function hasGoodValue({ kind, scope, field, value }: Operation, declaration: RecordDeclaration): boolean {
  if (kind === 'move') return field === existenceField && isGoodMove(value, scope);
  if (kind !== 'set') return field === existenceField && (kind === 'delete' ? isSeenList(value) : value === null);
  if (field === existenceField) return false;
  const [name] = splitFieldKey(notedKey(field) ?? field);
  if (!Object.hasOwn(declaration.fields, name)) return !field.startsWith('@');
  return checkValue(declaration, field, value).ok;
}

/** It names what came to another scope: without that, nobody could say that it did. */
function isGoodMove(value: Operation['value'], scope: string): boolean {
  const move = readMove(value);
  if (move === null || move.to.scope === scope || move.made.length === 0) return false;
  return isSeenList(value) && move.made.every((id) => operationId.test(id));
}

function isSeenList(value: Operation['value']): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const seen = (value as { readonly seen?: unknown }).seen;
  return Array.isArray(seen) && seen.every((id: unknown) => typeof id === 'string' && operationId.test(id));
}

const operationId = /^[0-9a-f]{32}$/ satisfies { test(id: OperationId): boolean };
