/**
 * Queries over the local store, ready for TanStack's `useQuery`. They never go stale by time: the change feed of the
 * engine invalidates exactly those whose records changed (see change-feed.ts).
 */
import { type QueryClient, queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import type { RecordId } from '../../shared/base/ids.ts';
import { type CatalogueEntry, type CatalogueQuery, catalogueEntryOf } from '../../shared/domain/catalogue.ts';
import type { RecordDeclaration, RecordView } from '../../shared/domain/declare-record.ts';
import { subPlaybooksIn } from '../../shared/domain/exchange/plan-package.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { isDeleted, viewOf } from '../../shared/domain/view.ts';
import type { TypedPlace } from '../../shared/sync/typed-answers.ts';
import type { LiveEngine } from './live-engine.ts';

const engines = new WeakMap<QueryClient, LiveEngine>();

/** Says which engine a query client reads. Done by `EngineProvider`; tests may do it themselves. */
export function bindEngine(client: QueryClient, engine: LiveEngine): void {
  const before = engines.get(client);
  // What another engine said may have had holes (data-session.ts): nothing of it is shown again.
  if (before !== undefined && before !== engine) client.removeQueries({ queryKey: recordKeys.all });
  engines.set(client, engine);
}

function engineOf(client: QueryClient): LiveEngine {
  const engine = engines.get(client);
  if (engine === undefined) throw new Error('A record query outside EngineProvider');
  return engine;
}

/** Keys by record type, so that the change feed can name what changed. `any` stands for queries over all types. */
export const recordKeys = {
  all: ['records'] as const,
  lists: (type: string) => ['records', 'list', type] as const,
  list: (query: CatalogueQuery) => ['records', 'list', query.type ?? 'any', query] as const,
  record: (id: RecordId) => ['records', 'record', id] as const,
  childrenOf: (type: string) => ['records', 'children', type] as const,
  children: (type: string, parent: RecordId) => ['records', 'children', type, parent] as const,
  status: ['records', 'status'] as const,
  /** What is counted over all records of some types: the rows of the staleness board, by their ids. */
  counted: ['stale'] as const,
};

const local = { staleTime: Number.POSITIVE_INFINITY, networkMode: 'always', retry: false } as const;

/** Catalogue entries that match: enough for lists, filters and sorting, without opening a record. */
export function catalogueQuery(query: CatalogueQuery) {
  return queryOptions({
    ...local,
    queryKey: recordKeys.list(query),
    queryFn: ({ client }) => engineOf(client).list(query),
    // Asked for what a screen selects of the list too, which may be anything: a word, or nothing.
    structuralSharing: (before, after) =>
      Array.isArray(before) && Array.isArray(after) ? sharedEntries(before as Entries, after as Entries) : after,
  });
}

type Entries = readonly CatalogueEntry[];

/**
 * The list before where it says the same, else the new one with those entries of before that stand where they stood and say the
 * same: whoever made something of an entry finds it again. Only what is another object is looked into.
 */
function sharedEntries(before: Entries, after: Entries): Entries {
  if (before.length !== after.length) return after;
  let isSame = true;
  const shared = after.map((entry, at) => {
    const known = before[at] as CatalogueEntry;
    if (known === entry || replaceEqualDeep(known, entry) === known) return known;
    isSame = false;
    return entry;
  });
  return isSame ? before : shared;
}

/**
 * Entries of some records, and of those that a listed reference of theirs leads to, however far: a roster of forty does not
 * read a directory of thousands. `of` is the record that they are asked for; while they change, those from before are shown.
 */
export function linkedEntriesQuery(
  declaration: RecordDeclaration,
  { of, ids, by }: { readonly of: RecordId; readonly ids: readonly RecordId[]; readonly by: string },
) {
  const queryKey = [...recordKeys.lists(declaration.type), of, ids] as const;
  return queryOptions({
    ...local,
    queryKey,
    queryFn: ({ client }) => openLinked(engineOf(client), declaration, ids, by),
    placeholderData: (before: readonly CatalogueEntry[] | undefined, query) =>
      query?.queryKey[3] === of ? before : undefined,
  });
}

async function openLinked(engine: LiveEngine, declaration: RecordDeclaration, ids: readonly RecordId[], by: string) {
  const entries = new Map<RecordId, CatalogueEntry | null>();
  for (let wanted = ids; wanted.length > 0; ) {
    for (const id of wanted) entries.set(id, null);
    const states = (await engine.open(wanted)).filter(({ type }) => type === declaration.type);
    const found = states.map((state) => catalogueEntryOf(declaration, state));
    for (const entry of found) entries.set(entry.id, entry);
    const led = found.flatMap(({ values }) => (typeof values[by] === 'string' ? [values[by]] : []));
    wanted = [...new Set(led)].filter((id) => !entries.has(id));
  }
  return [...entries.values()].filter((entry) => entry !== null && !entry.deleted) as readonly CatalogueEntry[];
}

/** One record as screens see it, or null when it is not on this disk or of another type. */
export function recordQuery<D extends RecordDeclaration>(declaration: D, id: RecordId) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.record(id), 'view', declaration.type] as const,
    queryFn: async ({ client }): Promise<RecordView<D> | null> => {
      const [state] = await engineOf(client).open([id]);
      return state?.type === declaration.type ? viewOf(declaration, state) : null;
    },
  });
}

/** The state of a record with all its heads: what the edit commands and the conflict screen work on. */
export function recordStateQuery(id: RecordId) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.record(id), 'state'] as const,
    queryFn: async ({ client }): Promise<RecordState | null> => (await engineOf(client).open([id]))[0] ?? null,
  });
}

/** What both sides of a conflict started from, and every value to choose from; null when it is settled. */
export function conflictQuery(id: RecordId, field: string) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.record(id), 'conflict', field] as const,
    queryFn: ({ client }) => engineOf(client).conflict(id, field),
  });
}

/** What a person typed as answers to a conflict, and did not accept yet. Whoever keeps other texts puts them here, too. */
export function typedAnswersQuery(place: TypedPlace) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.record(place.record), 'typed', place.field, place.person] as const,
    queryFn: ({ client }) => engineOf(client).typedAnswers(place),
  });
}

/** Records of a type by their ids, opened; one that is not on this disk is left out. */
export function openedQuery<D extends RecordDeclaration>(declaration: D, ids: readonly RecordId[]) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.lists(declaration.type), 'opened', ids] as const,
    queryFn: async ({ client }): Promise<readonly RecordView<D>[]> => {
      const views: RecordView<D>[] = [];
      for (let at = 0; at < ids.length; at += openedAtOnce) {
        const states = await engineOf(client).open(ids.slice(at, at + openedAtOnce));
        for (const state of states) if (state.type === declaration.type) views.push(viewOf(declaration, state));
      }
      return views;
    },
  });
}

/** The undeleted records of a type that belong to a parent (the steps of a playbook), opened, in no promised order. */
export function childrenQuery<D extends RecordDeclaration>(declaration: D, parent: RecordId) {
  return queryOptions({
    ...local,
    queryKey: recordKeys.children(declaration.type, parent),
    queryFn: async ({ client }): Promise<readonly RecordView<D>[]> => {
      const views: RecordView<D>[] = [];
      for await (const states of openChildren(engineOf(client), declaration, parent)) {
        for (const state of states) views.push(viewOf(declaration, state));
      }
      return views;
    },
  });
}

/** As {@link childrenQuery}, with all heads: for commands that change several children. */
export function childStatesQuery(declaration: RecordDeclaration, parent: RecordId) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.children(declaration.type, parent), 'states'] as const,
    queryFn: async ({ client }): Promise<readonly RecordState[]> => {
      const all: RecordState[] = [];
      for await (const states of openChildren(engineOf(client), declaration, parent)) all.push(...states);
      return all;
    },
  });
}

/** Records opened between two turns of the page: thousands at once would keep it from answering while they come over. */
const openedAtOnce = 400;

async function* openChildren(engine: LiveEngine, declaration: RecordDeclaration, parent: RecordId) {
  const entries = await engine.list({ type: declaration.type, parent });
  const ids = entries.map((entry) => entry.id);
  for (let at = 0; at < ids.length; at += openedAtOnce) {
    const states = await engine.open(ids.slice(at, at + openedAtOnce));
    yield states.filter((state) => !isDeleted(state));
  }
}

/** Which playbooks steps are, by the id of the step. */
export function subPlaybooksQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.lists('step'), 'sub-playbooks'] as const,
    queryFn: async ({ client }) => subPlaybooksIn(engineOf(client), await engineOf(client).list({ type: 'step' })),
  });
}

/** What waits, what was not accepted, conflicts, last contact. */
export function statusQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'figures'] as const,
    queryFn: ({ client }) => engineOf(client).status(),
  });
}

/** What the hub has not answered for yet, oldest first. */
export function waitingQuery(limit: number) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'waiting', limit] as const,
    queryFn: ({ client }) => engineOf(client).waiting(limit),
  });
}

/** What this device saw the hub sign, and where the hub did not keep to it. */
export function witnessQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'witness'] as const,
    queryFn: ({ client }) => engineOf(client).witness(),
  });
}

/** The network as the hub last told it to those who look after it. */
export function networkGlanceQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'glance'] as const,
    queryFn: ({ client }) => engineOf(client).networkGlance(),
  });
}

/** The laptops in the room that this one exchanged with since it was started. */
export function neighboursQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'neighbours'] as const,
    queryFn: ({ client }) => engineOf(client).neighbours(),
  });
}

/** The hub and the laptops that nobody here has said yes to. */
export function partiesQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'parties'] as const,
    queryFn: ({ client }) => engineOf(client).parties(),
  });
}

/** The hub and the laptops that somebody here said yes to. */
export function agreedPartiesQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'agreed'] as const,
    queryFn: ({ client }) => engineOf(client).agreedParties(),
  });
}

/** Until when this laptop may work without a word from its hub. */
export function leaseQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'lease'] as const,
    queryFn: ({ client }) => engineOf(client).lease(),
  });
}

/** Scopes that somebody left behind for a travel. */
export function travelQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'travel'] as const,
    queryFn: ({ client }) => engineOf(client).travel(),
  });
}

/** What came from laptops in the room and the hub has not confirmed. */
export function unconfirmedQuery(limit: number) {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'unconfirmed', limit] as const,
    queryFn: ({ client }) => engineOf(client).unconfirmed(limit),
  });
}

/** Lost scopes that were purged from this laptop. */
export function purgesQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'purges'] as const,
    queryFn: ({ client }) => engineOf(client).purges(),
  });
}

/** What the hub holds or refused, with the operations themselves. */
export function notAcceptedQuery() {
  return queryOptions({
    ...local,
    queryKey: [...recordKeys.status, 'not-accepted'] as const,
    queryFn: ({ client }) => engineOf(client).notAccepted(),
  });
}
