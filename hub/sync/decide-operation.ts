/**
 * What the hub says of one operation. Pure: everything it needs to know is in the arguments, and the same rule table as
 * on the device decides.
 */
import { type RecordDeclaration, splitFieldKey } from '../../shared/domain/declare-record.ts';
import { type Edition, thisEdition } from '../../shared/domain/edition.ts';
import { decide } from '../../shared/domain/policy/decide.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import {
  faultOfForm,
  hasGoodValue,
  isCreation,
  knownKinds,
  questionAbout,
} from '../../shared/protocol/operation-form.ts';
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

/** Decides an operation that the hub has not accepted before, as an edition of the hub knows the types of records. */
export function judgeOperation(operation: Operation, context: OperationContext, edition = thisEdition): Judgement {
  const { id } = operation;
  const refused = (reason: RefusalReason): Judgement => ({ kind: 'refused', id, reason });
  if (!context.authorOnDevice) return refused('author-not-on-device');
  const declaration = edition.declarationOf(operation.type);
  if (declaration === undefined || !knownKinds.has(operation.kind)) {
    // A stranger to the scope is told so; for everyone else a newer hub may know what this is ([EV4]).
    const strange = [context.present, context.known].every((grants) => isStrange(grants, operation.scope));
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
  if (declaration === undefined || !knownKinds.has(operation.kind)) return true;
  return !hasGoodValue(operation, declaration) && mayBeNewer(operation, declaration, edition);
}

/** A value that this edition does not know for a field that it knows, written by a newer edition. */
function mayBeNewer(operation: Operation, { fields }: RecordDeclaration, { schemaVersion }: Edition): boolean {
  const [name] = splitFieldKey(operation.field);
  return operation.kind === 'set' && operation.schema > schemaVersion && Object.hasOwn(fields, name);
}

/** The same question against the grants in force and those the author could know. */
function judgeRights(
  operation: Operation,
  creates: boolean,
  { present, known, at }: OperationContext,
  { policy }: Edition,
): Judgement {
  const { id } = operation;
  const question = questionAbout(operation, creates, at);
  // Whether a grant ended by itself since is what the other question asks.
  const [now, then] = [decide(present, question, policy), decide(known, { ...question, at: 0 }, policy)];
  if (now.allowed && then.allowed) return { kind: 'accept' };
  if (!now.allowed && !then.allowed) return { kind: 'refused', id, reason: now.reason };
  const denied = now.allowed ? then : now;
  return { kind: 'quarantined', id, reason: denied.allowed ? 'role-may-not' : denied.reason, owner };
}

function isStrange(grants: readonly Grant[], scope: string): boolean {
  // Whoever ever was of the scope is none; a hub of this edition ends what ran out before it asks ([AR4]).
  return !decide(grants, { action: 'receive', scope, at: 0 }).allowed;
}
