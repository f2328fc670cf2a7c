/** The hub's store in memory: for the simulator and for tests of decisions. Transactions run one after another. */
import type { PlacedAccessWord } from '../access/access-records.ts';
import { type AccessRow, accessOf } from '../access/memory-access-store.ts';
import { accountsOf, createAccountState } from '../accounts/memory-account-store.ts';
import type { PlacedWord } from '../agreements/agreement-records.ts';
import { agreementsOf } from '../agreements/memory-agreement-store.ts';
import { createSignerState, signersOf } from '../approvals/memory-signer-store.ts';
import { auditOf, createAuditState } from '../audit/memory-audit-store.ts';
import { type BareTransaction, type EventPorts, noteEvents, systemEvents } from '../audit/note-events.ts';
import { chunksOf, createChunkState } from '../chunks/memory-chunk-store.ts';
import { compactionOf, createCompactionState } from '../compaction/memory-compaction-store.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import { coordinatorOf } from '../coordinator/memory-coordinator-store.ts';
import { asksOf, createAskState } from '../enrol/memory-ask-store.ts';
import { createErasureState, erasuresOf } from '../erasure/memory-erasure-store.ts';
import { createGrantState, proposalsOf } from '../grants/memory-grant-store.ts';
import { createKeptState, keptOf } from '../kept/memory-kept-store.ts';
import { createNetworkState, networkOf } from '../network/memory-network-store.ts';
import { createPasskeyState, passkeysOf } from '../passkeys/memory-passkey-store.ts';
import { createLinkState, linksOf } from '../provider/memory-link-store.ts';
import { createTrustState, trustOf } from '../trust/memory-trust-store.ts';
import type { HubStore } from './hub-store.ts';
import { createLogState, logOf } from './memory-log-store.ts';
import { createWriters, findIn } from './memory-maps.ts';
import { createPackState, packsOf } from './memory-pack-store.ts';

export interface MemoryHubStore extends HubStore {
  /** Takes a backup. Calling what it returns, between transactions, restores it. */
  backUp(): () => void;
}

/** An empty store. The ports are what its log is written with. */
export function createMemoryHubStore(ports: EventPorts = systemEvents): MemoryHubStore {
  const state = createState();
  // One after another, so that all can be the same object: making it costs more than most of what they do.
  const undo: (() => void)[] = [];
  const { tx, begin, write } = noteEvents(createTransaction(state, undo), ports);
  let last: Promise<unknown> = Promise.resolve();
  return {
    transaction(work) {
      const run = last.then(async () => {
        undo.length = 0;
        begin();
        try {
          const result = await work(tx);
          await write();
          return result;
        } catch (error) {
          for (const step of undo.reverse()) step();
          throw error;
        }
      });
      last = run.catch(() => undefined);
      return run;
    },
    backUp() {
      const kept = copyOf(state);
      return () => {
        const back = copyOf(kept);
        for (const name of Object.keys(state) as (keyof State)[]) refill(state[name] as Table, back[name] as Table);
      };
    },
  };
}

/** Rows are never changed in place, but for the logs, which grow. */
function copyOf(state: State): State {
  const copies = Object.entries(state).map(([name, map]) => [name, new Map<unknown, unknown>(map)] as const);
  const logs = new Map([...state.logs].map(([scope, log]) => [scope, [...log]]));
  return { ...(Object.fromEntries(copies) as unknown as State), logs };
}

type Table = Map<unknown, unknown>;

function refill(table: Table, from: Table): void {
  table.clear();
  for (const [key, value] of from) table.set(key, value);
}

type State = ReturnType<typeof createState>;

function createState() {
  return {
    ...createNetworkState(),
    ...createLogState(),
    ...createKeptState(),
    ...createChunkState(),
    decisions: new Map<string, Decision>(),
    words: new Map<string, PlacedWord>(),
    accessWords: new Map<string, PlacedAccessWord>(),
    access: new Map<string, AccessRow>(),
    ...createPackState(),
    ...createCompactionState(),
    ...createAccountState(),
    ...createPasskeyState(),
    ...createLinkState(),
    ...createAskState(),
    ...createTrustState(),
    ...createAuditState(),
    ...createErasureState(),
    ...createSignerState(),
    ...createGrantState(),
  };
}

function createTransaction(state: State, undo: (() => void)[]): BareTransaction {
  const { set, remove } = createWriters(undo);
  return {
    see: async () => undefined,
    seeAlso: async () => undefined,
    ...networkOf(state, set, findIn),
    ...logOf(state, set, findIn, undo),
    ...keptOf(state, set, findIn, remove),
    ...chunksOf(state, set),
    ...packsOf(state, set, remove),
    ...compactionOf(state, set, remove),
    ...accountsOf(state, set, findIn, remove),
    ...passkeysOf(state, set, remove),
    ...linksOf(state, set, remove),
    ...asksOf(state, set, remove),
    ...coordinatorOf(state, set, findIn),
    ...trustOf(state, set),
    ...auditOf(state, set, remove),
    ...agreementsOf(state, set),
    ...accessOf(state, set),
    ...signersOf(state, set),
    ...proposalsOf(state, set),
    ...erasuresOf(state, set, remove),
  };
}
