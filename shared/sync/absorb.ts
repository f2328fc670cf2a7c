/**
 * From journal entries to one store change: the only way anything reaches the store, whether it was just saved, just
 * received, or is replayed from the journal ([JR2]). Invariant: absorbing an entry again changes nothing.
 */
import type { OperationId, RecordId } from '../base/ids.ts';
import { attachment, chunksIn } from '../domain/attachment.ts';
import type { DeclarationOf } from '../domain/edition.ts';
import type { RecordState } from '../domain/record-state.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import type { Outcome } from '../protocol/outcome.ts';
import { AbsorbedWords } from './absorbed-words.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Erasing, type TakenAway } from './erasing.ts';
import { ChangingDigests } from './held-digests.ts';
import type { ReadyRows } from './identified-pack.ts';
import type { JournalEntry } from './journal-entry.ts';
import { hides, type KnownBeside } from './known-beside.ts';
import { mergeOperation } from './merge.ts';
import { foldWithTexts, hasTextsToMerge } from './merged-texts.ts';
import type { Cursor, NotAccepted, Store, StoreChange } from './ports.ts';
import { purgeChange } from './purge-change.ts';
import { namedByWaiting, notAcceptedNow } from './waiting-marks.ts';

/** Loads what the entries touch, and adds them in order. A purge comes alone. */
export async function absorb(
  store: Store,
  entries: readonly JournalEntry[],
  beside: KnownBeside,
  declarationOf: DeclarationOf,
): Promise<StoreChange> {
  const purge = entries.find((entry) => entry.kind === 'purge');
  if (purge !== undefined) return purgeChange(store, purge, beside, declarationOf);
  const { refusals, ...rest } = beside;
  const operations = entries.flatMap((entry) => ('operations' in entry ? entry.operations : []));
  const ids = new Set(operations.flatMap(({ id, supersedes }) => [id, ...supersedes]));
  for (const entry of entries) {
    if (entry.kind !== 'checkpoint') continue;
    for (const outcome of entry.checkpoint.outcomes ?? []) ids.add(outcome.id);
    for (const id of entry.checkpoint.putAway ?? []) ids.add(id);
    for (const id of [...(entry.checkpoint.offered ?? []), ...(entry.checkpoint.displaced ?? [])]) ids.add(id);
  }
  const known = new Map((await store.operations([...ids])).map((operation) => [operation.id, operation]));
  const named = [...namedByWaiting(entries, [...operations, ...known.values()])].filter((id) => !known.has(id));
  for (const operation of named.length === 0 ? [] : await store.operations(named)) known.set(operation.id, operation);
  const records = [...new Set(operations.map(({ record }) => record))];
  const states = new Map((await store.open(records)).map((state) => [state.id, state]));
  const absorption = new Absorption({ declarationOf, known, states, refusals: new Map(refusals), ...rest });
  for (const entry of entries) absorption.add(entry);
  return absorption.finish(store);
}

interface AbsorbingWorld extends Omit<KnownBeside, 'refusals' | 'leaving' | 'rereading'> {
  readonly declarationOf: DeclarationOf;
  readonly known: Map<OperationId, StoredOperation>;
  readonly states: Map<RecordId, RecordState>;
  readonly refusals: Map<OperationId, NotAccepted>;
}

/** The known world around some entries, changed by one after the other; written to the store in one piece. */
class Absorption {
  readonly #declarationOf: DeclarationOf;
  readonly #known: Map<OperationId, StoredOperation>;
  readonly #states: Map<RecordId, RecordState>;
  readonly #refusals: Map<OperationId, NotAccepted>;
  readonly #changed = new Map<OperationId, StoredOperation>();
  readonly #touched = new Set<RecordId>();
  /** Records in which an outcome took an operation out of sight or brought it back: folded anew at the end. */
  readonly #refold = new Set<RecordId>();
  readonly #outbox = new Map<OperationId, 'add' | 'remove'>();
  readonly #refused = new Map<OperationId, NotAccepted | null>();
  readonly #cursors = new Map<string, Cursor>();
  readonly #chunks = new Map<string, Uint8Array>();
  readonly #ready: ReadyRows[] = [];
  readonly #meta: Record<string, unknown> = {};
  readonly #digests: ChangingDigests;
  readonly #device: string | undefined;
  readonly #words: AbsorbedWords;
  readonly #erasing: Erasing;

  constructor(world: AbsorbingWorld) {
    this.#declarationOf = world.declarationOf;
    this.#known = world.known;
    this.#states = world.states;
    this.#refusals = world.refusals;
    this.#digests = new ChangingDigests(world.digests);
    this.#words = new AbsorbedWords(world);
    this.#device = world.identity?.device;
    this.#erasing = new Erasing(world.erasures);
  }

  /** Adds one entry. Entries go in the order of the journal. */
  add(entry: JournalEntry): void {
    if (entry.kind === 'saved') for (const operation of entry.operations) this.#addSaved(operation);
    else if (entry.kind === 'page') for (const operation of entry.operations) this.#addPlaced(operation);
    else if (entry.kind === 'shelved') for (const operation of entry.operations) this.#addShelved(operation);
    else if (entry.kind === 'repair') for (const operation of entry.operations) this.#addRepaired(operation);
    else if (entry.kind === 'ready') this.#addReady(entry.rows, entry.last);
    else if (entry.kind === 'chunk') this.#addChunk(entry.hash, entry.bytes);
    else if (entry.kind === 'checkpoint') this.#addCheckpoint(entry.checkpoint);
  }

  /** The change of everything that was added. */
  async finish(store: Store): Promise<StoreChange> {
    for (const record of this.#touched) {
      const state = this.#states.get(record);
      if (state !== undefined && hasTextsToMerge(state, this.#declarationOf)) this.#refold.add(record);
    }
    const recordsRemove = await this.#foldAgain(store);
    const chunksRemove = this.#erasing.named.size === 0 ? [] : await this.#chunksErased(store);
    if (this.#erasing.after.isChanged) this.#noteTakenAway();
    if (this.#erasing.hasFresh) await this.#forgetHeld(store);
    const digests = this.#digests.after();
    if (digests !== undefined) this.#meta['digests'] = digests;
    const outbox = (wanted: 'add' | 'remove') => [...this.#outbox].flatMap(([id, way]) => (way === wanted ? [id] : []));
    return {
      operations: [...this.#changed.values()],
      records: [...this.#touched].flatMap((id) => this.#states.get(id) ?? []),
      ...(this.#ready.length === 0 ? {} : { ready: this.#ready }),
      recordsRemove,
      outboxAdd: outbox('add'),
      outboxRemove: outbox('remove'),
      notAccepted: [...this.#refused.values()].flatMap((refusal) => refusal ?? []),
      notAcceptedRemove: [...this.#refused].flatMap(([id, refusal]) => (refusal === null ? [id] : [])),
      cursors: [...this.#cursors.values()],
      chunks: [...this.#chunks].map(([hash, bytes]) => ({ hash, bytes })),
      ...(chunksRemove.length === 0 ? {} : { chunksRemove }),
      meta: this.#meta,
    };
  }

  #addSaved(operation: StoredOperation): void {
    const before = this.#known.get(operation.id);
    if (before === undefined) {
      this.#merge(operation);
      // What was erased is not sent any more.
      if (!this.#erasing.takes(operation)) this.#queue(operation.id, 'add');
    } else this.#takeValue(before, operation);
  }

  /** What a laptop in the room brought waits for nobody here: its own device brings it to the hub. */
  #addShelved(operation: StoredOperation): void {
    this.#meta['room'] = true;
    const before = this.#known.get(operation.id);
    if (before !== undefined) {
      this.#takeValue(before, operation);
      return;
    }
    this.#merge(operation);
    // Work of this device that its disk lost and another one kept is waiting work again.
    if (operation.origin.device === this.#device) this.#queue(operation.id, 'add');
  }

  #addPlaced(operation: StoredOperation): void {
    const before = this.#known.get(operation.id);
    if (before === undefined) this.#merge(operation);
    else {
      const { seq, origin } = operation;
      // Two people may have made the same change: whoever the order names made it ([OP2]).
      const isOthers = before.origin.author !== origin.author;
      if (before.seq !== seq || isOthers) this.#put({ ...before, ...received(operation), origin, seq });
      if (isOthers) this.#refold.add(operation.record);
      this.#takeValue(before, operation);
    }
    this.#queue(operation.id, 'remove');
    if (this.#refusals.has(operation.id)) this.#setRefusal(operation.id, null);
  }

  /** Nothing of it is here, waits, was refused or erased: whoever gives it has seen to that ([PK13]). */
  #addReady(rows: ReadyRows, last: number): void {
    this.#ready.push(rows);
    this.#digests.noteAll(rows.scope, rows.digest, last);
  }

  /** A value that was let go comes back: whoever has it may bring it ([CP5]). */
  #takeValue(before: StoredOperation, operation: StoredOperation): void {
    if (!isLetGo(before) || isLetGo(operation) || this.#erasing.takes(operation)) return;
    const { commitment: _, ...known } = this.#known.get(before.id) ?? before;
    this.#put({ ...known, value: operation.value });
    this.#refold.add(operation.record);
  }

  /** What is here is damaged: it is written over, and every record that it may have touched is folded anew ([VR4]). */
  #addRepaired(operation: StoredOperation): void {
    const before = this.#known.get(operation.id);
    this.#put({ ...operation, seq: operation.seq ?? before?.seq ?? null });
    for (const record of [before?.record, operation.record]) if (record !== undefined) this.#refold.add(record);
  }

  #addCheckpoint(checkpoint: Checkpoint): void {
    for (const id of checkpoint.displaced ?? []) {
      const operation = this.#known.get(id);
      if (operation !== undefined) this.#put({ ...operation, seq: null });
      this.#queue(id, 'remove');
    }
    for (const id of checkpoint.offered ?? []) {
      const operation = this.#known.get(id);
      if (operation === undefined) continue;
      if (operation.seq !== null) this.#put({ ...operation, seq: null });
      this.#queue(id, 'add');
      if (this.#refusals.has(id)) this.#setRefusal(id, null);
    }
    for (const cursor of checkpoint.cursors ?? []) this.#cursors.set(cursor.scope, cursor);
    for (const outcome of checkpoint.outcomes ?? []) this.#addOutcome(outcome, checkpoint.at);
    Object.assign(this.#meta, this.#words.add(checkpoint));
    for (const id of checkpoint.putAway ?? []) {
      const refusal = this.#refusals.get(id);
      if (refusal?.outcome.kind === 'refused') this.#setRefusal(id, { ...refusal, putAwayAt: checkpoint.at });
    }
    if (checkpoint.receipted !== undefined || checkpoint.erased !== undefined) this.#noteTakenAway();
    this.#erasing.mark(checkpoint);
  }

  #noteTakenAway(): void {
    const { erasures } = this.#erasing.after;
    this.#meta['purges'] = { purges: this.#words.purges, erasures } satisfies TakenAway;
  }

  #addOutcome(outcome: Outcome, at: number): void {
    const operation = this.#known.get(outcome.id);
    if (operation === undefined) return;
    this.#queue(outcome.id, 'remove');
    if (outcome.kind === 'accepted' || outcome.kind === 'duplicate') {
      if (operation.seq !== outcome.seq) this.#put({ ...operation, seq: outcome.seq });
      if (this.#refusals.has(outcome.id)) this.#setRefusal(outcome.id, null);
    } else if (operation.seq === null) {
      const now = notAcceptedNow(operation, { outcome, at }, (id) => this.#known.has(id));
      this.#setRefusal(outcome.id, refusalAfter(this.#refusals.get(outcome.id), now));
    }
  }

  #merge(operation: StoredOperation): void {
    // Nothing shows what was erased, and nothing that it supersedes is missed ([ER4]).
    if (this.#erasing.takes(operation)) {
      this.#put(operation);
      return;
    }
    // Its row was gone and comes back: that it was refused is known already, and it stays out of sight.
    if (hides(this.#refusals.get(operation.id))) {
      this.#put(operation);
      this.#refold.add(operation.record);
      return;
    }
    const state = mergeOperation(this.#states.get(operation.record) ?? null, operation, (id) => {
      return this.#known.get(id)?.record === operation.record && !hides(this.#refusals.get(id));
    });
    this.#put(operation);
    if (state !== null) this.#states.set(operation.record, state);
    this.#touched.add(operation.record);
  }

  #put(given: StoredOperation): void {
    const operation = this.#erasing.left(given);
    for (const { id } of this.#erasing.note(operation)) this.#refold.add(id);
    this.#digests.note(this.#known.get(operation.id) ?? null, operation);
    this.#known.set(operation.id, operation);
    this.#changed.set(operation.id, operation);
  }

  #queue(id: OperationId, way: 'add' | 'remove'): void {
    // Deleting first keeps the order of adding, which is the order of making.
    this.#outbox.delete(id);
    this.#outbox.set(id, way);
  }

  #setRefusal(id: OperationId, refusal: NotAccepted | null): void {
    const operation = this.#known.get(id);
    if (operation !== undefined && hides(this.#refusals.get(id)) !== hides(refusal)) {
      this.#refold.add(operation.record);
    }
    if (refusal === null) this.#refusals.delete(id);
    else this.#refusals.set(id, refusal);
    this.#refused.set(id, refusal);
  }

  /** Folds records anew without what is out of sight; returns those that show nothing any more. */
  async #foldAgain(store: Store): Promise<{ scope: string; id: RecordId }[]> {
    const removed: { scope: string; id: RecordId }[] = [];
    for (const record of this.#refold) {
      const all = new Map((await store.history(record)).map((operation) => [operation.id, operation]));
      for (const operation of this.#changed.values()) {
        if (operation.record === record) all.set(operation.id, operation);
      }
      for (const operation of all.values()) if (this.#erasing.takes(operation)) this.#erase(operation);
      const shown = [...all.values()].filter((one) => !hides(this.#refusals.get(one.id)) && !this.#erasing.takes(one));
      const state = foldWithTexts(shown, this.#declarationOf);
      this.#touched.add(record);
      if (state !== null) this.#states.set(record, state);
      else {
        this.#states.delete(record);
        const scopes = new Set([...all.values()].map(({ scope }) => scope));
        for (const scope of scopes) removed.push({ scope, id: record });
      }
    }
    return removed;
  }

  /** What was told of other people's held work may be about whoever was erased: it is told again with the next glance. */
  async #forgetHeld(store: Store): Promise<void> {
    const glance = await store.meta('glance');
    if (typeof glance !== 'object' || glance === null) return;
    this.#meta['glance'] = { ...glance, held: [], heldMore: true };
  }

  #addChunk(hash: string, bytes: Uint8Array): void {
    if (!this.#erasing.takesChunk(hash)) this.#chunks.set(hash, bytes);
  }

  /** The value of what is here goes, and nobody is sent it any more. */
  #erase(operation: StoredOperation): void {
    if (operation.seq === null) this.#queue(operation.id, 'remove');
    if (isLetGo(operation)) return;
    const { type, field, value } = operation;
    if (type === attachment.type && field === 'chunks') this.#erasing.addNamed(chunksIn(value));
    this.#put(operation);
  }

  /** Chunks that were named by what was erased, and by nothing that stays. */
  async #chunksErased(store: Store): Promise<string[]> {
    const others = (await store.list({ type: attachment.type, withDeleted: true })).map(({ id }) => id);
    const states = (await store.open(others)).map((state) => this.#states.get(state.id) ?? state);
    const stay = [...states, ...this.#states.values()].filter(
      ({ id }) => !this.#erasing.takes({ kind: 'set', record: id, field: 'chunks' }),
    );
    const heads = stay.flatMap(({ fields }) => fields['chunks'] ?? []);
    return this.#erasing.takeChunks(new Set(heads.flatMap(({ value }) => chunksIn(value))));
  }
}

/** A repeated answer takes nothing away: neither what was written about it nor that a person had done with it ([HB8], [HB9]). */
function refusalAfter(before: NotAccepted | undefined, after: NotAccepted): NotAccepted {
  const [was, is] = [before?.outcome, after.outcome];
  if (before === undefined || was?.kind !== 'refused' || is.kind !== 'refused' || was.reason !== is.reason)
    return after;
  if (is.decision === undefined) return before;
  return was.decision === undefined ? after : { ...before, outcome: is };
}

function received(operation: StoredOperation): { received?: number } {
  return operation.received === undefined ? {} : { received: operation.received };
}
