/** What the hub says of operations, one after another: it takes each or keeps it, on the desk. */

import { decision, rulingField, rulingOf } from '../../shared/domain/decision.ts';
import { wordRoleIn, wordSignerIn } from '../../shared/domain/word-signer.ts';
import type { Operation, Origin, StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome, RefusalReason } from '../../shared/protocol/outcome.ts';
import { judgeAccess } from '../access/judge-access.ts';
import { judgeSigner } from '../approvals/judge-signer.ts';
import { judgeErasure } from '../erasure/judge-erasure.ts';
import { carryOut, faultOfRuling, same } from './carry-out.ts';
import { type Judgement, judgeOperation } from './decide-operation.ts';
import { type Authorship, accept, createdBy, type Desk, leftOf } from './desk.ts';
import type { KeptOutcome } from './hub-store.ts';

/** Judges one operation and takes it or keeps it. */
export function takeOne(desk: Desk, authorship: Authorship, operation: Operation): Outcome {
  const { origin, context } = authorship;
  const { id } = operation;
  const seq = desk.accepted.get(id);
  if (seq !== undefined) return { kind: 'duplicate', id, seq };
  const before = desk.kept.get(id);
  // What a steward has to decide stays with the steward, and what one has decided stays decided; any other refusal is
  // looked at again, since grants may have changed.
  if (before?.kind === 'quarantined') return before;
  if (isDecided(before)) {
    // Whoever carries somebody else's work learns nothing of what was written to its author.
    const isOfAuthor = context.authorOnDevice && desk.device.persons.includes(origin.author);
    if (isOfAuthor) desk.decidedBefore.push(id);
    return before;
  }
  const record = desk.records.get(operation.record) ?? desk.held.get(operation.record);
  const judged = desk.moves.get(id) ?? judgeOperation(operation, { ...context, record }, desk.edition);
  const ruled = judgeErasure(desk, judgeDecision(desk, judged, operation, origin), operation, origin);
  const decided = judgeWord(desk, ruled, operation, authorship);
  const answered = judgeAccess(desk, decided, operation, authorship);
  const judgement = judgeSigner(desk.signers, answered, operation, origin);
  const position = desk.positions.get(operation.scope);
  if (judgement.kind !== 'accept') return keep(desk, judgement, { ...operation, origin, seq: null });
  // A grant names a scope that exists, so this is a scope that went meanwhile.
  if (position === undefined) {
    return keep(desk, { kind: 'refused', id, reason: 'no-grant-in-scope' }, { ...operation, origin, seq: null });
  }
  if (before !== undefined) desk.released.push(id);
  const ruling = rulingOf(operation);
  if (ruling !== null) carryOut(desk, ruling);
  return accept(desk, { ...operation, origin, seq: null, received: desk.now });
}

/**
 * A decision counts at once or not at all: it is refused where other work would be held for somebody to decide on ([HB11]).
 * What creates it and what it rules are refused together, for one reason, so that no empty one stands in the order.
 */
function judgeDecision(desk: Desk, judgement: Judgement, operation: Operation, { author }: Origin): Judgement {
  const { id, kind, type, record, field, scope } = operation;
  if (type !== decision.type || judgement.kind === 'needs-newer-hub') return judgement;
  const refused = (reason: RefusalReason): Judgement => {
    if (kind === 'create') desk.notDecided.set(record, reason);
    return { kind: 'refused', id, reason };
  };
  if (judgement.kind !== 'accept') return refused(desk.notDecided.get(record) ?? judgement.reason);
  const ruling = kind === 'create' ? desk.rulings.get(record) : rulingOf(operation);
  if (ruling === undefined) return judgement;
  if (ruling === null) return field === rulingField ? refused('value-invalid') : judgement;
  const fault = faultOfRuling(desk, ruling, { scope, author });
  return fault === null ? judgement : refused(fault.as);
}

/**
 * Words of agreements, of retention rules and of releases are said by whoever they say, of the centre that the hub knows them in, and
 * in a role that they hold ([AG2], [RT2], [RL3]).
 */
function judgeWord(
  { people }: Desk,
  judgement: Judgement,
  operation: Operation,
  { origin: { author }, context }: Authorship,
): Judgement {
  const signer = wordSignerIn(operation);
  // What is held may be accepted by a person, who cannot see whether it is true.
  if (signer === null || (judgement.kind !== 'accept' && judgement.kind !== 'quarantined')) return judgement;
  const known = people.get(author);
  const { id } = operation;
  if (known === undefined || !same(known, signer)) return { kind: 'refused', id, reason: 'value-invalid' };
  const role = wordRoleIn(operation);
  const holdsIt = context.present.some(
    ({ scope, roles }) => scope === operation.scope && roles.some((one) => one === role),
  );
  return role === null || holdsIt ? judgement : { kind: 'refused', id, reason: 'role-may-not' };
}

/** What a person returned or discarded stays so. */
export function isDecided(outcome: KeptOutcome | undefined): outcome is KeptOutcome {
  return outcome?.kind === 'refused' && (outcome.reason === 'returned' || outcome.reason === 'discarded');
}

function keep(desk: Desk, outcome: KeptOutcome, operation: StoredOperation): Outcome {
  if (outcome.kind === 'quarantined' && operation.kind === 'create') {
    desk.held.set(operation.record, createdBy(operation, operation.origin.author));
  }
  const { device, now } = desk;
  desk.kept.set(outcome.id, outcome);
  desk.toKeep.set(outcome.id, {
    outcome,
    operation: { ...leftOf(desk, operation), received: now },
    device: device.id,
    at: now,
  });
  return outcome;
}
