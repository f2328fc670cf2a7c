/**
 * What the hub says of one operation. Pure: everything it needs to know is in the arguments, and the same rule table as
 * on the device decides (sync.md 15).
 */
import type { OperationId } from '../../shared/base/ids.ts';
import { type RecordDeclaration, splitFieldKey } from '../../shared/domain/declare-record.ts';
import { checkValue } from '../../shared/domain/edit.ts';
import { type Edition, thisEdition } from '../../shared/domain/edition.ts';
import { readMove } from '../../shared/domain/move/moved.ts';
import { decide } from '../../shared/domain/policy/decide.ts';
import { questionOf } from '../../shared/domain/policy/question-of.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import { existenceField, operationKinds } from '../../shared/domain/record-state.ts';
import { notedKey } from '../../shared/domain/translation/translation-note.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { Outcome, RefusalReason } from '../../shared/protocol/outcome.ts';
import type { KnownRecord } from './hub-store.ts';

export interface OperationContext {
  readonly author: string;
  /** The author is one of the people of the device that signed the batch. */
  readonly authorOnDevice: boolean;
  /** That device was revoked: what comes from it now is held, whoever carries it. */
  readonly deviceRevoked: boolean;
  /** The hub's time: grants may end by themselves. */
  readonly at?: number | undefined;
  /** The author's grants in force. */
  readonly present: readonly Grant[];
  /** The author's grants that the device was ever told of. */
  readonly known: readonly Grant[];
  /** What is known of the operation's record. */
  readonly record: KnownRecord | undefined;
}

export type Judgement =
  | { readonly kind: 'accept' }
  | Extract<Outcome, { kind: 'quarantined' | 'refused' | 'needs-newer-hub' }>;

/** Who settles what is held. */
const owner = 'steward';
const kinds: ReadonlySet<string> = new Set(operationKinds);
/** What takes a record that is never changed to another scope with what it belongs to, and back ([MV6]). */
const passing: ReadonlySet<string> = new Set(['move', 'restore']);

/** Decides an operation that the hub has not accepted before, as an edition of the hub knows the types of records. */
export function judgeOperation(operation: Operation, context: OperationContext, edition = thisEdition): Judgement {
  const { id } = operation;
  const refused = (reason: RefusalReason): Judgement => ({ kind: 'refused', id, reason });
  if (!context.authorOnDevice) return refused('author-not-on-device');
  const declaration = edition.declarationOf(operation.type);
  if (declaration === undefined || !kinds.has(operation.kind)) {
    // A stranger to the scope is told so; for everyone else a newer hub may know what this is ([EV4]).
    const strange = [context.present, context.known].every((grants) => !hasGrantIn(grants, operation.scope));
    return strange ? refused('no-grant-in-scope') : { kind: 'needs-newer-hub', id };
  }
  const fault = faultOfForm(operation, context, edition);
  const isNewer = fault === 'value-invalid' && mayBeNewer(operation, declaration, edition);
  if (fault !== null && !isNewer) return refused(fault);
  const judgement: Judgement = context.deviceRevoked
    ? { kind: 'quarantined', id, reason: 'device-revoked', owner }
    : judgeRights(operation, isCreation(operation, context), context, edition);
  // What a newer hub would refuse as well is refused now; the rest waits for one that knows the value ([EV5]).
  return isNewer && judgement.kind !== 'refused' ? { kind: 'needs-newer-hub', id } : judgement;
}

/** Whether an edition still cannot say anything about an operation that waits for a newer one. */
export function isOfNewerEdition(operation: Operation, edition: Edition): boolean {
  const declaration = edition.declarationOf(operation.type);
  if (declaration === undefined || !kinds.has(operation.kind)) return true;
  return !hasGoodValue(operation, declaration) && mayBeNewer(operation, declaration, edition);
}

/** A value that this edition does not know for a field that it knows, written by a newer edition. */
function mayBeNewer(operation: Operation, { fields }: RecordDeclaration, { schemaVersion }: Edition): boolean {
  const [name] = splitFieldKey(operation.field);
  return operation.kind === 'set' && operation.schema > schemaVersion && Object.hasOwn(fields, name);
}

/** What no right can make good: every device would have to refuse it too, so that nobody may accept it either. */
export function faultOfForm(
  operation: Operation,
  context: Pick<OperationContext, 'author' | 'record'>,
  edition = thisEdition,
) {
  const declaration = edition.declarationOf(operation.type);
  if (declaration === undefined || !kinds.has(operation.kind)) return 'unknown-type' satisfies RefusalReason;
  const { record } = context;
  if (record !== undefined && (record.scope !== operation.scope || record.type !== operation.type)) {
    return 'record-belongs-elsewhere' satisfies RefusalReason;
  }
  const isFirst = isCreation(operation, context) && operation.supersedes.length === 0;
  if (declaration.appendOnly && !isFirst && !passing.has(operation.kind)) return 'append-only' satisfies RefusalReason;
  return hasGoodValue(operation, declaration) ? null : ('value-invalid' satisfies RefusalReason);
}

/** The same question against the grants in force and those the author could know (sync.md 15). */
function judgeRights(
  operation: Operation,
  creates: boolean,
  { present, known, at }: OperationContext,
  { policy }: Edition,
): Judgement {
  const { id } = operation;
  // A second create of a record that exists would bring it back from a delete: it asks for that right.
  const kind = operation.kind === 'create' && !creates ? 'restore' : operation.kind;
  const question = questionOf({ ...operation, kind, creates, at });
  // Whether a grant ended by itself since is what the other question asks.
  const [now, then] = [decide(present, question, policy), decide(known, { ...question, at: 0 }, policy)];
  if (now.allowed && then.allowed) return { kind: 'accept' };
  if (!now.allowed && !then.allowed) return { kind: 'refused', id, reason: now.reason };
  const denied = now.allowed ? then : now;
  return { kind: 'quarantined', id, reason: denied.allowed ? 'role-may-not' : denied.reason, owner };
}

/** The first create of a record, or a value that its author gives it in the same user action. */
function isCreation(operation: Operation, { author, record }: Pick<OperationContext, 'author' | 'record'>): boolean {
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
function hasGoodValue({ kind, scope, field, value }: Operation, declaration: RecordDeclaration): boolean {
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

function hasGrantIn(grants: readonly Grant[], scope: string): boolean {
  return grants.some((grant) => grant.scope === scope && grant.roles.length > 0);
}
