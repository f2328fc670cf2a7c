/**
 * What may come from one centre to another by a move ([AG3], [AG6]), asked by the very rule that the device asked. Read once for
 * a request, and only when something in it goes from the scope of one centre to that of another one.
 */
import type { OperationId, RecordId, ScopeId } from '../../shared/base/ids.ts';
import { utcDay } from '../../shared/base/plain-date.ts';
import type { Way } from '../../shared/domain/agreement/flow.ts';
import { kindsOf } from '../../shared/domain/agreement/kinds-of.ts';
import { type Agreed, agreedFrom } from '../../shared/domain/agreement/standing.ts';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import { marksOf } from '../../shared/domain/exchange/plan-export.ts';
import { arrivalOf, idInScope, type RecordPlace, readMove } from '../../shared/domain/move/moved.ts';
import { type Denial, decide, type PolicyAnswer } from '../../shared/domain/policy/decide.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { type TlpLevel, tlpLevels } from '../../shared/domain/tlp.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import type { HubTransaction, KnownRecord } from './hub-store.ts';
import type { Brought } from './judge-moves.ts';

/** What the judgement of moves between centres needs to know. */
export interface Flows {
  /** Whose each scope is that the hub knows; undefined for one of the whole network. */
  readonly centres: ReadonlyMap<ScopeId, string | undefined>;
  /** What marks name that came before them and has its place. */
  readonly placed: ReadonlyMap<OperationId, Operation>;
  readonly agreements: readonly Agreed[];
  /** What moved records belong to that does not move with them. */
  readonly owners: ReadonlyMap<RecordId, KnownRecord>;
}

/** Null when nothing among these operations goes from one centre to another. */
export async function openFlows(
  tx: HubTransaction,
  operations: readonly Operation[],
  accepted: ReadonlyMap<OperationId, number>,
): Promise<Flows | null> {
  const marks = operations.flatMap((operation) => {
    const move = operation.kind === 'move' ? readMove(operation.value) : null;
    return move === null ? [] : [{ from: operation.scope, to: move.to.scope, made: move.made, tx: operation.tx }];
  });
  if (marks.length === 0) return null;
  const named = [...new Set(marks.flatMap(({ from, to }) => [from, to]))];
  // Whoever lost the new scope names it in a mark all the same: unseen, it would look like one that is not there.
  await tx.seeAlso(named);
  const centres = new Map((await tx.scopes(named)).map(({ id, centre }) => [id, centre] as const));
  const crossing = marks.filter(({ from, to }) => crosses(centres, from, to));
  if (crossing.length === 0) return null;
  const placed = await placedBefore(tx, crossing, accepted);
  const moving = new Set(crossing.map((mark) => mark.tx));
  const coming = [...operations.filter((one) => moving.has(one.tx)), ...placed.values()];
  const owners = coming.flatMap((one) => ownerIn(one) ?? []);
  return {
    centres,
    placed,
    agreements: agreedFrom(await tx.agreementWords()),
    owners: new Map((await tx.records([...new Set(owners)])).map((record) => [record.id, record])),
  };
}

/** What is said of an action because something in it may not go where it takes it; null when all of it may. */
export function heldByFlows(flows: Flows, action: readonly Brought[], desk: FlowDesk): Said | null {
  const operations = action.map(({ operation }) => operation);
  const before = operations.flatMap((operation) => arrivalOf(operation).flatMap((id) => flows.placed.get(id) ?? []));
  const all = [...operations, ...before];
  const here = new Set(all.map(({ id }) => id));
  let held: Said | null = null;
  for (const { operation, author } of action) {
    const to = destinationOf(operation);
    if (to === null || !crosses(flows.centres, operation.scope, to.scope)) continue;
    if (!flows.centres.has(to.scope)) return { kind: 'refused', reason: 'no-agreement' };
    // It waits for what it names, and is judged with that ([MV5]).
    if (arrivalOf(operation).some((id) => !here.has(id) && !desk.accepted.has(id))) continue;
    const answer = crossing(flows, { operation, author }, { to, all }, desk);
    // Of what this edition does not know it says elsewhere that it waits ([EV4]).
    if (answer.allowed || answer.reason === 'unknown-type') continue;
    const said = saidOf(answer);
    if (said.kind === 'refused') return said;
    held = said;
  }
  return held;
}

interface FlowDesk {
  readonly accepted: ReadonlyMap<OperationId, number>;
  readonly now: number;
  readonly edition?: Edition | undefined;
}

interface Said {
  readonly kind: 'refused' | 'quarantined';
  readonly reason: RefusalReason;
}

/** What the policy says of one mark, by the roles that its author holds or that their laptop was told of: of each it is asked apart. */
function crossing(
  { centres, owners, agreements }: Flows,
  { operation, author: { context } }: Brought,
  { to, all }: { readonly to: RecordPlace; readonly all: readonly Operation[] },
  { now, edition }: FlowDesk,
): PolicyAnswer {
  const { scope, type, record } = operation;
  const way: Way = { from: centres.get(scope), to: centres.get(to.scope), isHome: record === idInScope(to, scope) };
  const entries = arrivedIn(to.scope, all, owners);
  // What is about one person never moves (docs/who-may-do-what.md).
  const consent = 'about-nobody' as const;
  const subject = { kind: kindsOf(entries)(to.record), mark: marksOf(entries)(to.record), consent };
  const going = { subject, way, agreements, today: utcDay(now), highest: null };
  const grants = [...context.present, ...context.known];
  return decide(grants, { action: 'cross', scope, type, at: 0, going }, edition?.policy);
}

function saidOf({ reason, isLapsed }: Denial): Said {
  if (reason === 'no-grant-in-scope' || reason === 'role-may-not') return { kind: 'refused', reason };
  return { kind: isLapsed === true ? 'quarantined' : 'refused', reason: 'no-agreement' };
}

/** From a centre's scope to another centre's one, or to one that the hub does not know: what is not known is not allowed. */
function crosses(centres: Flows['centres'], from: ScopeId, to: ScopeId): boolean {
  const [own, other] = [centres.get(from), centres.get(to)];
  return own !== undefined && (!centres.has(to) || (other !== undefined && other !== own));
}

/** What crossing marks name that came before them, from the order of their new scopes. */
async function placedBefore(
  tx: HubTransaction,
  crossing: readonly { readonly to: ScopeId; readonly made: readonly OperationId[] }[],
  accepted: ReadonlyMap<OperationId, number>,
): Promise<ReadonlyMap<OperationId, Operation>> {
  const seqs = new Map<ScopeId, number[]>();
  for (const { to, made } of crossing) {
    const before = made.flatMap((id) => accepted.get(id) ?? []);
    if (before.length > 0) seqs.set(to, [...(seqs.get(to) ?? []), ...before]);
  }
  const placed = new Map<OperationId, Operation>();
  for (const [scope, wanted] of seqs) {
    for (const operation of (await tx.named(scope, wanted)).values()) placed.set(operation.id, operation);
  }
  return placed;
}

function destinationOf({ kind, value }: Operation): RecordPlace | null {
  return kind === 'move' ? (readMove(value)?.to ?? null) : null;
}

/** The record that a value makes its own record belong to. */
function ownerIn({ kind, type, field, value }: Operation): RecordId | null {
  const isOwner = kind === 'set' && declarationOf(type)?.parent === field;
  return isOwner && typeof value === 'string' ? value : null;
}

type Arrived = Pick<CatalogueEntry, 'id' | 'type' | 'parent' | 'values'>;

/**
 * What an action brings into a scope, and what of it belongs to what lies there already. That, and a record that was there
 * before and says nothing else now, has the mark that the hub asked about when it came: it is not asked about again.
 */
function arrivedIn(scope: ScopeId, action: readonly Operation[], owners: Flows['owners']): Arrived[] {
  const arrived = new Map<RecordId, { id: RecordId; type: string; parent: string; marking: TlpLevel | null }>();
  for (const operation of action) {
    if (operation.scope !== scope) continue;
    const { record: id, type, kind } = operation;
    const entry = arrived.get(id) ?? { id, type, parent: '', marking: null };
    if (kind === 'restore') entry.marking ??= known;
    if (kind === 'set' && operation.field === 'marking') {
      entry.marking = tlpLevels.find((level) => level === operation.value) ?? null;
    }
    entry.parent = ownerIn(operation) ?? entry.parent;
    arrived.set(id, entry);
  }
  for (const { parent } of [...arrived.values()]) {
    const owner = owners.get(parent);
    if (owner?.scope !== scope || arrived.has(parent)) continue;
    arrived.set(parent, { id: parent, type: owner.type, parent: '', marking: known });
  }
  return [...arrived.values()].map(({ marking, ...entry }) => ({
    ...entry,
    values: marking === null ? {} : { marking },
  }));
}

const known: TlpLevel = 'TLP:CLEAR';
