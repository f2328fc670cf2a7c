/** Held work for a device of somebody who may decide on it, so that they can without a link ([SY17]). */
import type { ScopeId } from '../../shared/base/ids.ts';
import { operationsPerDecision, strangerOf } from '../../shared/domain/decision.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { HeldWork, NetworkGlance } from '../../shared/protocol/network-glance.ts';
import { reasonOf } from '../sync/carry-out.ts';
import type { HubTransaction, KeptOperation } from '../sync/hub-store.ts';
import { scopesFor } from './access.ts';
import { groupChanges } from './group-changes.ts';

/** Operations that are looked at for one answer. */
const operationsAtMost = 2_000;
/** Characters of what is held in one answer, however fast the link: it comes again every few minutes. */
const charactersAtMost = 64_000;

/** What is held where these grants let somebody decide, oldest first, in about `room` characters. */
export async function heldFor(
  tx: HubTransaction,
  grants: readonly Grant[],
  room: number,
): Promise<Pick<NetworkGlance, 'held' | 'heldMore'>> {
  const scopes: ScopeId[] = scopesFor(grants, 'decide-held');
  const kept = await tx.heldIn(scopes, operationsAtMost + 1);
  // A change of which only a part was read is left for later: a decision is about the whole of it.
  const read = kept.slice(0, operationsAtMost);
  const cutOff = kept.length > read.length ? keyOf(kept.at(-1)) : null;
  const groups = groupChanges(read, ({ outcome }) => reasonOf(outcome));
  const authors = [...new Set(read.map(({ operation }) => operation.origin.author))];
  const people = new Map((await tx.persons(authors)).map((profile) => [profile.person, profile]));
  const held: HeldWork[] = [];
  let left = Math.min(room, charactersAtMost);
  for (const group of groups) {
    if (group.length > operationsPerDecision || keyOf(group[0]) === cutOff) continue;
    const work = workOf(group, people);
    const size = JSON.stringify(work).length;
    if (size > left) continue;
    left -= size;
    held.push(work);
  }
  return { held, heldMore: cutOff !== null || held.length < groups.length };
}

function keyOf(kept: KeptOperation | undefined): string {
  return `${kept?.operation.tx} ${kept?.operation.record}`;
}

function workOf(group: readonly KeptOperation[], people: ReadonlyMap<string, HeldWork['author']>): HeldWork {
  const { outcome, operation, at } = group[0] as KeptOperation;
  const { scope, type, record, origin } = operation;
  return {
    scope,
    type,
    record,
    author: people.get(origin.author) ?? strangerOf(origin.author),
    reason: reasonOf(outcome),
    receivedAt: at,
    operations: group.map(({ operation: { id, kind, field, value } }) => ({ id, kind, field, value })),
  };
}
