/**
 * What may come from one centre to another by a move ([AG3]), asked by the very rule that the device asked. Read once for a
 * request, and only when something in it goes from the scope of one centre to that of another one.
 */
import type { RecordId, ScopeId } from '../../shared/base/ids.ts';
import { mayFlow, onceFlowed, type Way } from '../../shared/domain/agreement/flow.ts';
import { kindsOf } from '../../shared/domain/agreement/kinds-of.ts';
import { type Agreed, agreedFrom } from '../../shared/domain/agreement/standing.ts';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { marksOf } from '../../shared/domain/exchange/plan-export.ts';
import { idInScope, type RecordPlace, readMove } from '../../shared/domain/move/moved.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { type TlpLevel, tlpLevels } from '../../shared/domain/tlp.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import type { HubTransaction, KnownRecord } from './hub-store.ts';

/** What the judgement of moves between centres needs to know. */
export interface Flows {
  readonly centres: ReadonlyMap<ScopeId, string>;
  readonly agreements: readonly Agreed[];
  /** What moved records belong to that does not move with them. */
  readonly owners: ReadonlyMap<RecordId, KnownRecord>;
}

/** Null when nothing among these operations goes from one centre to another. */
export async function openFlows(tx: HubTransaction, operations: readonly Operation[]): Promise<Flows | null> {
  const ways = operations.flatMap((operation) => {
    const to = destinationOf(operation);
    return to === null ? [] : [{ from: operation.scope, to: to.scope, tx: operation.tx }];
  });
  if (ways.length === 0) return null;
  const scopes = await tx.scopes([...new Set(ways.flatMap(({ from, to }) => [from, to]))]);
  const centres = new Map(scopes.flatMap(({ id, centre }) => (centre === undefined ? [] : [[id, centre] as const])));
  if (!ways.some(({ from, to }) => crosses({ from: centres.get(from), to: centres.get(to) }))) return null;
  const moving = new Set(ways.map((way) => way.tx));
  const owners = operations.filter((one) => moving.has(one.tx)).flatMap((one) => ownerIn(one) ?? []);
  return {
    centres,
    agreements: agreedFrom(await tx.agreementWords()),
    owners: new Map((await tx.records([...new Set(owners)])).map((record) => [record.id, record])),
  };
}

/** What is said of an action because something in it may not go where it takes it; null when all of it may. */
export function heldByFlows(
  flows: Flows,
  action: readonly Operation[],
  now: number,
): { readonly kind: 'refused' | 'quarantined'; readonly reason: RefusalReason } | null {
  const today = new Date(now).toISOString().slice(0, 10);
  let isHeld = false;
  for (const operation of action) {
    const to = destinationOf(operation);
    if (to === null) continue;
    const way: Way = {
      from: flows.centres.get(operation.scope),
      to: flows.centres.get(to.scope),
      isHome: operation.record === idInScope(to, operation.scope),
    };
    if (!crosses(way)) continue;
    const entries = arrivedIn(to.scope, action, flows.owners);
    const subject = { kind: kindsOf(entries)(to.record), mark: marksOf(entries)(to.record) };
    if (mayFlow(subject, way, flows.agreements, today).flows) continue;
    if (!onceFlowed(subject, way, flows.agreements)) return { kind: 'refused', reason: 'no-agreement' };
    isHeld = true;
  }
  return isHeld ? { kind: 'quarantined', reason: 'no-agreement' } : null;
}

const crosses = ({ from, to }: Way): boolean => from !== undefined && to !== undefined && from !== to;

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
