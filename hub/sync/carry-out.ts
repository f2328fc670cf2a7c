/**
 * What a decision about held work does ([HB6], [HB7], [HB11]): one path for the coordinator's page and for a decision that a
 * device brings. Everything is read and locked on the desk, so that a decision and what it does are written together.
 */
import type { OperationId, PersonId, ScopeId } from '../../shared/base/ids.ts';
import { type HeldSubject, type Ruling, strangerOf, subjectsOfRuling } from '../../shared/domain/decision.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { arrivalOf } from '../../shared/domain/move/moved.ts';
import { faultOfForm } from '../../shared/protocol/operation-form.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import { faultOfSigner } from '../approvals/judge-signer.ts';
import { inOrder } from '../coordinator/group-changes.ts';
import { accept, type Desk, recordAfter } from './desk.ts';
import type { KeptOperation, KnownRecord } from './hub-store.ts';

/** Why a decision does not count; `as` is what a device is told, `form` what makes it impossible to accept. */
export interface RulingFault {
  readonly as: RefusalReason;
  readonly form?: RefusalReason;
  /** It takes a record out of its scope, and what brings it into another one has no place yet ([MV6]). */
  readonly isHalf?: boolean;
}

/** What speaks against a ruling of this person in this scope, whose right to decide there was judged already. */
export function faultOfRuling(
  desk: Desk,
  ruling: Ruling,
  { scope, author }: { readonly scope: ScopeId; readonly author: PersonId },
): RulingFault | null {
  const held = heldBy(desk, ruling, scope);
  if (held === null) return { as: 'not-held' };
  if (!saysWhatIs(desk, ruling, held) || ruling.by.person !== author) return { as: 'value-invalid' };
  if (ruling.outcome !== 'accepted') return null;
  if (ruling.author.person === author) return { as: 'own-work' };
  if (!held.every(({ operation }) => arrivalOf(operation).every((id) => desk.accepted.has(id)))) {
    return { as: 'cannot-be-accepted', isHalf: true };
  }
  // Another person may have spoken on that device since these were held, in held work too ([OD3]).
  const form = signerFaultOf(desk, held) ?? formFaultOf(desk, held);
  return form === null ? null : { as: 'cannot-be-accepted', form };
}

/** Does what a ruling without a fault says: accepted work goes to the end of the order, the rest is refused for ever. */
export function carryOut(desk: Desk, ruling: Ruling): void {
  const held = keptOf(desk, ruling);
  for (const { operation, device, outcome } of held) {
    const { id } = outcome;
    if (ruling.outcome === 'accepted') {
      desk.carried.set(id, device);
      desk.kept.delete(id);
      desk.released.push(id);
      accept(desk, operation);
    } else {
      const refused = { kind: 'refused', id, reason: ruling.outcome } as const;
      desk.kept.set(id, refused);
      desk.toKeep.set(id, { ...keptEntry(desk, id), outcome: refused });
    }
    desk.decisions.push(decisionAbout({ operation, device, outcome }, ruling, desk.now));
  }
}

/** What the hub remembers of a decision about one operation, and tells its device ([HB7], [HB8]). */
export function decisionAbout({ operation, device, outcome }: Omit<KeptOperation, 'at'>, ruling: Ruling, at: number) {
  return {
    operation,
    device,
    reason: reasonOf(outcome),
    verdict: ruling.outcome,
    note: ruling.note,
    noteLanguage: ruling.note === '' ? null : ruling.language,
    by: ruling.by.person,
    at,
    toldAt: null,
  };
}

export function heldSubject({ operation, outcome }: Omit<KeptOperation, 'at'>): HeldSubject {
  const { id, record, type } = operation;
  return { id, record, type, reason: reasonOf(outcome) };
}

export function reasonOf(outcome: KeptOperation['outcome']): string {
  return ('reason' in outcome ? outcome.reason : null) ?? '';
}

function keptEntry(desk: Desk, id: OperationId): KeptOperation {
  return desk.ruledOn.get(id) as KeptOperation;
}

function keptOf(desk: Desk, { operations }: Ruling): KeptOperation[] {
  return operations.map((id) => keptEntry(desk, id)).sort((a, b) => inOrder(a.operation, b.operation));
}

/** What a ruling is about, in the order in which it would be accepted; null unless all of it is held in that scope. */
function heldBy(desk: Desk, ruling: Ruling, scope: ScopeId): readonly KeptOperation[] | null {
  const isHeld = (id: OperationId) =>
    desk.ruledOn.get(id)?.operation.scope === scope && desk.kept.get(id)?.kind === 'quarantined';
  return ruling.operations.every(isHeld) ? keptOf(desk, ruling) : null;
}

/** Whether a ruling names authors, records and reasons as they are: the order shall not say what was not. */
function saysWhatIs({ people }: Desk, { author, by, ...said }: Ruling, held: readonly KeptOperation[]): boolean {
  const isKnown = (profile: Profile) => same(people.get(profile.person) ?? strangerOf(profile.person), profile);
  const { operations, records, reasons } = said;
  const isOfAuthor = held.every(({ operation }) => operation.origin.author === author.person);
  return (
    isOfAuthor &&
    isKnown(author) &&
    isKnown(by) &&
    JSON.stringify({ operations, records, reasons }) === JSON.stringify(subjectsOfRuling(held.map(heldSubject)))
  );
}

/** Whether two say the same of the same person. */
export function same(a: Profile, b: Profile): boolean {
  return a.person === b.person && a.name === b.name && a.centre === b.centre;
}

function signerFaultOf({ signers }: Desk, held: readonly KeptOperation[]): RefusalReason | null {
  for (const { operation } of held) {
    const fault = faultOfSigner(signers, operation, operation.origin);
    if (fault !== null) return fault;
  }
  return null;
}

/** The first fault by which every device would refuse one of these, taken one after another. */
function formFaultOf(desk: Desk, held: readonly KeptOperation[]): RefusalReason | null {
  const records = new Map<string, KnownRecord>();
  for (const { operation } of held) {
    const record = records.get(operation.record) ?? desk.records.get(operation.record);
    const fault = faultOfForm(operation, { author: operation.origin.author, record }, desk.edition);
    if (fault !== null) return fault;
    const after = recordAfter(record, operation);
    if (after !== null) records.set(after.id, after);
  }
  return null;
}
