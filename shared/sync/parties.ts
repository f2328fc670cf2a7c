/** Parties that wait for an answer, and what would go to each ([FC4]). */

import { shownMarks } from '../domain/exchange/library-format.ts';
import { marksOf } from '../domain/exchange/plan-export.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { keyOfHubWords } from '../protocol/party-words.ts';
import { type AskedLaptop, answerOf, asksForHub, isAgreed } from './agreed.ts';
import type { EngineCore } from './engine-core.ts';
import { isOwn } from './offer-again.ts';
import type { LeavingRow, Party } from './party-api.ts';
import { everything } from './ports.ts';
import { forHubAlone } from './room/judge-batch.ts';
import type { Room } from './room/room.ts';
import { isOpen, loadIfUsed } from './room/shelf.ts';

/** Who is there and waits for an answer: the hub, then laptops. */
export async function partiesAsked(core: EngineCore, room: Room): Promise<readonly Party[]> {
  const laptops = [...room.asked.values()].filter(({ certificate }) => !isAgreed(core, certificate.publicKey));
  if (!asksForHub(core) && laptops.length === 0) return [];
  const entries = await core.ports.store.list({ withDeleted: true });
  const count = counting(marksOf(entries));
  const waiting = await core.ports.store.outbox(everything);
  const hub = asksForHub(core) ? [hubParty(core, count(waiting))] : [];
  return [...hub, ...(await Promise.all(laptops.map((one) => laptopParty(core, room, one, { count, waiting }))))];
}

function hubParty({ memory }: EngineCore, leaving: readonly LeavingRow[]): Party {
  const { hub: party = '', hubKeys = [], networkName: name = '', grants = [] } = memory.identity ?? {};
  return {
    kind: 'hub',
    party,
    key: keyOfHubWords(hubKeys),
    name,
    people: [],
    scopes: [...new Set(grants.map(({ scope }) => scope))],
    isDeclined: answerOf(memory.parties, party)?.agreed === false,
    leaving,
    withheld: [],
  };
}

interface Counting {
  readonly count: (operations: readonly StoredOperation[]) => LeavingRow[];
  readonly waiting: readonly StoredOperation[];
}

async function laptopParty(
  core: EngineCore,
  room: Room,
  { certificate: { publicKey }, people, common }: AskedLaptop,
  { count, waiting }: Counting,
): Promise<Party> {
  const own = waiting.filter((one) => isOwn(core.memory, one) && !isLetGo(one));
  const handedOn = await handedOnIn(core, room);
  const apart = forHubAlone(own, core.edition.declarationOf);
  const isCommon = ({ scope }: StoredOperation) => common.includes(scope);
  const goes = [...own.filter((one) => !apart.has(one.tx)), ...handedOn];
  return {
    kind: 'laptop',
    party: publicKey,
    key: publicKey,
    name: '',
    people,
    scopes: common,
    isDeclined: answerOf(core.memory.parties, publicKey)?.agreed === false,
    leaving: count(goes.filter(isCommon)),
    withheld: [
      ...count(goes.filter((one) => !isCommon(one))).map((row) => ({ ...row, reason: 'scope' as const })),
      ...count(own.filter((one) => apart.has(one.tx))).map((row) => ({ ...row, reason: 'hub-alone' as const })),
    ],
  };
}

/** Work of others that would be handed on ([RM8]). */
async function handedOnIn(core: EngineCore, { shelf }: Room): Promise<StoredOperation[]> {
  if (!(await loadIfUsed(core, shelf))) return [];
  const foreign = [...shelf.batches.values()].filter(({ device }) => device !== core.memory.identity?.device);
  const rows = await core.ports.store.operations([...new Set(foreign.flatMap(({ ids }) => ids))]);
  return rows.filter((row) => isOpen(core, row));
}

/** Counts records, not changes, by type and from the highest mark down. */
function counting(markOf: ReturnType<typeof marksOf>): Counting['count'] {
  return (operations) => {
    const rows = new Map<string, LeavingRow>();
    const seen = new Set<string>();
    for (const { record, type } of operations) {
      if (seen.has(record)) continue;
      seen.add(record);
      const mark = markOf(record);
      const key = `${type} ${mark}`;
      rows.set(key, { type, mark, records: (rows.get(key)?.records ?? 0) + 1 });
    }
    const rank = ({ mark }: LeavingRow) => (mark === 'none' ? -1 : shownMarks.indexOf(mark));
    return [...rows.values()].sort((a, b) => (a.type === b.type ? rank(b) - rank(a) : a.type < b.type ? -1 : 1));
  };
}
