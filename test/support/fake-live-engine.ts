/** An engine in memory for screen tests: keeps heads as the real one does, saves at once, knows no hub. */

import type { LiveEngine } from '../../renderer/data/live-engine.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { attachment } from '../../shared/domain/attachment.ts';
import { type CatalogueEntry, catalogueEntryOf, matchesQuery } from '../../shared/domain/catalogue.ts';
import { chunkHashes } from '../../shared/domain/join-chunks.ts';
import type { Head, OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { withTranslationNotes } from '../../shared/domain/translation/fill-notes.ts';
import { viewOf } from '../../shared/domain/view.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { ApplyFailure, ChangeNotice, EngineStatus, WantedFiles } from '../../shared/sync/engine-api.ts';

export interface FakeLiveEngine extends LiveEngine {
  /** What `apply` saved, in order. */
  readonly saved: readonly OperationDraft[];
  /** The next saves fail so, until it is set to null. */
  failWith: ApplyFailure | null;
  /** Puts drafts in as if another device had made them: concurrent unless they supersede. */
  /** What `wantFiles` was told last. */
  wanted: WantedFiles | null;
  /** A chunk that came from the hub. */
  arrive(hash: string, bytes: Uint8Array): void;
  receive(author: string, drafts: readonly OperationDraft[]): void;
}

const idle: EngineStatus = {
  waiting: 0,
  notAccepted: 0,
  conflicts: 0,
  lastContact: null,
  arriving: null,
  phase: 'idle',
  progress: null,
  lastFailure: null,
  revoked: null,
};

let actions = 0;
/** As with the real engine no two actions have the same, whichever engine they are made on: the list of undos outlives one. */
const newTx = () => {
  actions += 1;
  return `tx-${actions}`;
};

/** A real store keeps the entry of a record until it changes; states are never changed in place. */
const entries = new WeakMap<RecordState, CatalogueEntry>();
function entryOf(state: RecordState): CatalogueEntry | undefined {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return undefined;
  const entry = entries.get(state) ?? catalogueEntryOf(declaration, state);
  entries.set(state, entry);
  return entry;
}

export function createFakeLiveEngine(wall = 1_700_000_000_000): FakeLiveEngine {
  const states = new Map<string, RecordState>();
  const chunks = new Map<string, Uint8Array>();
  const saved: OperationDraft[] = [];
  const typed = new Map<string, readonly string[]>();
  const past: StoredOperation[] = [];
  const listeners = new Set<(notice: ChangeNotice) => void>();
  let lamport = 0;

  const put = (author: string, drafts: readonly OperationDraft[]): string[] => {
    const ids = drafts.map((draft) => {
      lamport += 1;
      const head: Head = {
        ...draft,
        id: lamport.toString(16).padStart(32, '0'),
        lamport,
        wall: wall + lamport,
        author,
        device: 'device',
      };
      const { scope, type, record: id } = draft;
      const state = states.get(id) ?? { scope, type, id, fields: {}, missing: [] };
      const kept = (state.fields[draft.field] ?? []).filter((other) => !draft.supersedes.includes(other.id));
      states.set(id, { ...state, fields: { ...state.fields, [draft.field]: [...kept, head] } });
      const origin = { author, device: 'device', incarnation: 'incarnation' };
      past.push({ ...draft, id: head.id, tx: 'tx', lamport, wall: head.wall, schema: 1, seq: null, origin });
      return head.id;
    });
    const notice: ChangeNotice = {
      types: [...new Set(drafts.map((draft) => draft.type))],
      records: [...new Set(drafts.map((draft) => draft.record))],
      status: true,
    };
    for (const listener of [...listeners]) listener(notice);
    return ids;
  };
  const engine: FakeLiveEngine = {
    saved,
    failWith: null,
    wanted: null,
    arrive(hash, bytes) {
      chunks.set(hash, bytes);
      for (const listener of [...listeners]) listener({ types: [], records: [], status: true });
    },
    receive: (author, drafts) => void put(author, drafts),
    async list(query) {
      const asked = [...states.values()].filter(({ type }) => query.type === undefined || type === query.type);
      return asked
        .map(entryOf)
        .filter((entry) => entry !== undefined && matchesQuery(entry, query)) as CatalogueEntry[];
    },
    open: async (ids) => ids.flatMap((id) => states.get(id) ?? []),
    history: async (record) => past.filter((operation) => operation.record === record),
    async apply(author, drafts) {
      if (engine.failWith !== null) return { ok: false, failure: engine.failWith };
      const noted = withTranslationNotes(drafts, states);
      saved.push(...noted);
      return { ok: true, value: { tx: newTx(), operations: put(author, noted) } };
    },
    async keepChunks(bytes) {
      const hash = `chunk-${chunks.size}`;
      chunks.set(hash, bytes);
      return { ok: true, value: [hash] };
    },
    chunk: async (hash) => chunks.get(hash) ?? null,
    async wantFiles(wanted) {
      engine.wanted = wanted;
    },
    filesHere: async (ids) =>
      ids.flatMap((id) => {
        const state = states.get(id);
        if (state === undefined) return [];
        const hashes = chunkHashes(viewOf(attachment, state));
        return [{ id, chunks: hashes.length, here: hashes.filter((hash) => chunks.has(hash)).length }];
      }),
    fileUse: async () => ({ bytes: [...chunks.values()].reduce((sum, { length }) => sum + length, 0), scopes: [] }),
    sync: async () => ({ ok: false, failure: { kind: 'hub-unreachable' } }),
    sealCopy: async () => true,
    status: async () => idle,
    waiting: async () => [],
    notAccepted: async () => [],
    networkGlance: async () => null,
    putAway: async () => ({ ok: true, value: null }),
    conflict: async () => null,
    typedAnswers: async ({ person, record, field }) => typed.get(`${person} ${record} ${field}`) ?? [],
    async keepTyped({ person, record, field }, texts) {
      if (engine.failWith !== null) return { ok: false, failure: engine.failWith };
      const isOpen = (states.get(record)?.fields[field]?.length ?? 0) > 1;
      typed.set(`${person} ${record} ${field}`, isOpen ? texts : []);
      return ok(null);
    },
    check: async () => ok({ operations: past.length, damaged: 0, scopes: 0, records: 0, open: false }),
    repairs: async () => [],
    audit: async () => fail({ kind: 'audit-no-scope' }),
    witness: async () => ({ places: [], contradictions: [], log: { seen: null, evidence: [] } }),
    purges: async () => [],
    meet: async () => fail({ kind: 'room-closed' }),
    answerRoom: async () => new Uint8Array(),
    neighbours: async () => [],
    lease: async () => null,
    parties: async () => [],
    agreedParties: async () => [],
    answerParty: async () => ok(null),
    leaveBehind: async () => ok(null),
    travel: async () => ({ left: [], isGone: true }),
    unconfirmed: async () => ({ count: 0, operations: [] }),
    identity: async () => ({ device: null, profiles: [], scopes: [], grants: [] }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return engine;
}
