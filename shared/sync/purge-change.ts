/** What a purge takes from the store and what stays ([SC2], [SC3]), and what is known of purges afterwards ([SC5]). */
import type { ScopeId } from '../base/ids.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import type { DeclarationOf } from '../domain/edition.ts';
import { erasedBy, isErased } from '../domain/erasure/erased.ts';
import type { RecordState } from '../domain/record-state.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TakenAway } from './erasing.ts';
import type { PurgeEntry } from './journal-entry.ts';
import { hides, type KnownBeside, type Purge } from './known-beside.ts';
import { foldWithTexts } from './merged-texts.ts';
import { everything, type Store, type StoreChange } from './ports.ts';

/** What absorbing a purge changes: all of the scope goes but what was written here and has no place ([SC3]). */
export async function purgeChange(
  store: Store,
  { scope, name, at }: PurgeEntry,
  { refusals, digests, purges, erasures, leaving, rereading, identity }: KnownBeside,
  declarationOf: DeclarationOf,
): Promise<StoreChange> {
  const inScope = (operation: StoredOperation) => operation.scope === scope && operation.seq === null;
  const isOurs = ({ origin }: StoredOperation) => identity === null || origin.device === identity.device;
  const erased = erasedBy(erasures.map(({ records }) => records));
  const waiting = (await store.outbox(everything)).filter(inScope);
  const refused = (await store.operations([...refusals.keys()])).filter((operation) => operation.scope === scope);
  // The journal keeps nothing of what was erased without a place ([ER5]): a store that did would lose it with the next rebuild.
  const ours = refused.filter((one) => inScope(one) && isOurs(one) && !isErased(erased, one));
  const kept = [...new Map([...waiting, ...ours].map((operation) => [operation.id, operation])).values()];
  const keptIds = new Set(kept.map(({ id }) => id));
  const handed = ours.filter(({ id }) => refusals.get(id)?.outcome.kind === 'quarantined').length;
  // A rebuild meets purges again whose receipts the hub has.
  const again = purges.find((one) => one.scope === scope && one.at === at);
  const others = purges.filter((one) => one.scope !== scope);
  const { [scope]: _, ...digestsLeft } = digests;
  return {
    purge: [scope],
    operations: kept,
    records: statesOf(
      kept.filter((one) => !hides(refusals.get(one.id)) && !isErased(erased, one)),
      declarationOf,
    ),
    notAcceptedRemove: refused.flatMap(({ id }) => (keptIds.has(id) ? [] : [id])),
    chunksRemove: await chunksOf(store, scope, kept),
    meta: {
      digests: digestsLeft,
      purges: {
        purges: [...others, again ?? { scope, name, at, handed, receipted: false }],
        // Nothing of the scope is here; whoever gains it again reads what was erased from its order.
        erasures: erasures.filter((one) => one.scope !== scope),
      } satisfies TakenAway,
      leaving: leaving.filter((one) => one.scope !== scope),
      rereading: rereading.filter((one) => one !== scope),
    },
  };
}

function statesOf(operations: readonly StoredOperation[], declarationOf: DeclarationOf): RecordState[] {
  const records = [...new Set(operations.map(({ record }) => record))];
  return records.flatMap(
    (id) =>
      foldWithTexts(
        operations.filter(({ record }) => record === id),
        declarationOf,
      ) ?? [],
  );
}

/** Chunks that attachments of the scope name, and nothing that stays does. */
async function chunksOf(store: Store, scope: ScopeId, kept: readonly StoredOperation[]): Promise<string[]> {
  const entries = await store.list({ type: attachment.type, withDeleted: true });
  const gone = entries.filter((entry) => entry.scope === scope);
  if (gone.length === 0) return [];
  const named = async (ids: readonly string[]) =>
    (await store.open(ids)).flatMap(({ fields }) => (fields['chunks'] ?? []).flatMap(({ value }) => chunksIn(value)));
  const stay = entries.filter((entry) => entry.scope !== scope);
  const staying = new Set([
    ...(await named(stay.map(({ id }) => id))),
    ...kept.flatMap(({ field, value }) => (field === 'chunks' ? chunksIn(value) : [])),
  ]);
  return (await named(gone.map(({ id }) => id))).filter((hash) => !staying.has(hash));
}

/** Purges with those marked that were erased from the journal, and whose receipts the hub has. */
export function purgesAfter(purges: readonly Purge[], { erased, receipted }: Checkpoint): Purge[] {
  const isIn = (list: Checkpoint['erased'], { scope, at }: Purge) =>
    list?.some((one) => one.scope === scope && one.at === at) === true;
  return purges.map((purge) => ({
    ...purge,
    ...(isIn(erased, purge) ? { erased: true } : {}),
    ...(isIn(receipted, purge) ? { receipted: true } : {}),
  }));
}
