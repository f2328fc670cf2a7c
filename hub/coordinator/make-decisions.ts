/** The operations by which the hub writes a decision of the coordinator's page into the order of its scope ([HB10]). */
import { type PersonId, uuidv7 } from '../../shared/base/ids.ts';
import { decision, type Ruling, strangerOf, subjectsOfRuling } from '../../shared/domain/decision.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { Operation, Origin } from '../../shared/protocol/operation.ts';
import { sealDrafts } from '../../shared/sync/seal.ts';
import { heldSubject } from '../sync/carry-out.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction, KeptOperation } from '../sync/hub-store.ts';

export type HubAuthor = Pick<ExchangePorts, 'clock' | 'random' | 'edition'>;

interface MadeDecisions {
  readonly operations: readonly Operation[];
  /** The hub in the place of a device, and its epoch in that of a life. */
  readonly origin: Omit<Origin, 'author'>;
}

/** One decision for each scope and author: what stands in it is about one person's work, where its readers may read. */
export async function makeDecisions(
  tx: HubTransaction,
  { clock, random, edition = thisEdition }: HubAuthor,
  held: readonly KeptOperation[],
  { by, ...said }: Pick<Ruling, 'outcome' | 'note' | 'language'> & { readonly by: PersonId },
): Promise<MadeDecisions> {
  const hub = await tx.hub();
  const origin = { device: hub.id, incarnation: hub.epoch };
  const wall = clock.now();
  const authors = held.map(({ operation }) => operation.origin.author);
  const people = new Map((await tx.persons([...new Set([by, ...authors])])).map((one) => [one.person, one]));
  const profile = (person: PersonId) => people.get(person) ?? strangerOf(person);
  const ends = new Map(
    (await tx.positions([...new Set(held.map(({ operation }) => operation.scope))])).map((end) => [end.scope, end.seq]),
  );
  const operations = byScopeAndAuthor(held).flatMap((group) => {
    const { scope, origin: first } = (group[0] as KeptOperation).operation;
    const ruling = {
      ...said,
      ...subjectsOfRuling(group.map(heldSubject)),
      author: profile(first.author),
      by: profile(by),
      at: wall,
    };
    const drafts = createRecord(decision, { scope, id: uuidv7(clock, random) }, { ruling });
    // Later than all that it is about, and than everything that was made one after another in its scope.
    const lamport = Math.max(ends.get(scope) ?? 0, ...group.map(({ operation }) => operation.lamport));
    const time = { wall, schema: edition.schemaVersion, lamports: new Map([[scope, lamport]]) };
    return sealed(drafts.ok ? drafts.value : [], { ...origin, author: by }, time);
  });
  return { operations, origin };
}

function sealed(drafts: readonly OperationDraft[], origin: Origin, time: Parameters<typeof sealDrafts>[2]) {
  const batches = drafts.length === 0 ? null : sealDrafts(drafts, origin, time);
  // A ruling of these lengths is always sealed; without its record a decision must not count.
  if (batches === null) throw new Error('A decision could not be written into the order.');
  return batches.flatMap((batch) => batch.operations);
}

function byScopeAndAuthor(held: readonly KeptOperation[]): KeptOperation[][] {
  const groups = new Map<string, KeptOperation[]>();
  for (const one of held) {
    const key = `${one.operation.scope} ${one.operation.origin.author}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
