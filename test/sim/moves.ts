/**
 * People who move playbooks between scopes in a simulated world, and the oracle of it ([MV1], [MV5]). A stream of its own
 * decides, so that worlds without moves stay what they were.
 */
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { gatherMove } from '../../shared/domain/move/gather-move.ts';
import { moveRecords } from '../../shared/domain/move/move-records.ts';
import { movesOf, readMove } from '../../shared/domain/move/moved.ts';
import { bringOver, leaveMoved } from '../../shared/domain/move/settle-move.ts';
import { existenceField, type OperationDraft, type RecordState } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { isDeleted } from '../../shared/domain/view.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';
import { type Seeded, seeded } from './seeded.ts';

/** One world in this many has moves: what they cost, the gate pays for each seed. */
const worldsPerMoving = 8;

/** The stream of a world's moves; null in a world without. */
export function streamOfMoves(seed: number): Seeded | null {
  return seed % worldsPerMoving === 4 ? seeded(seed + 0x4d6f7665) : null;
}

/** Drafts of what a person does about moves now, mostly nothing. */
export async function randomMove(
  engine: EngineApi,
  random: Seeded,
  clock: Clock,
  scopes: readonly string[],
): Promise<readonly OperationDraft[]> {
  if (!random.chance(0.3)) return [];
  const scope = random.pick(scopes);
  const target = random.pick(scopes.filter((other) => other !== scope));
  const entries = await engine.list({ type: 'playbook', scope });
  if (entries.length === 0) return [];
  const entry = random.pick([...entries].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 4));
  const [state] = await engine.open([entry.id]);
  if (state === undefined || target === undefined) return [];
  if (random.chance(0.3)) return settled(engine, random, state);
  if (random.chance(0.4)) {
    const made = createRecord(step, { scope, id: uuidv7(clock, random) }, { playbook: state.id, name: { en: 'Step' } });
    return made.ok ? made.value : [];
  }
  const moved = moveRecords(await gatherMove(engine, state.id, target));
  return moved.ok ? moved.value : [];
}

/** A person settles a move that an edit or a delete had not seen. */
async function settled(engine: EngineApi, random: Seeded, state: RecordState): Promise<readonly OperationDraft[]> {
  const [move] = movesOf(state);
  const [moved] = move === undefined ? [] : await engine.open([move.to.record]);
  if (moved === undefined || isDeleted(moved)) return [];
  return random.chance(0.5) ? bringOver(state, moved) : leaveMoved(state, moved);
}

/** What is wrong with the moves that the hub accepted, by the logs of all scopes and no code of the engine's. */
export function misplaced(logs: ReadonlyMap<string, readonly StoredOperation[]>): string[] {
  const all = [...logs.values()].flat();
  const placed = new Map(all.map((operation) => [operation.id, operation]));
  const faults: string[] = [];
  for (const { id, kind, value, scope } of all) {
    const move = kind === 'move' ? readMove(value) : null;
    if (move === null) continue;
    const isWhole = move.made.every((one) => placed.get(one)?.record === move.to.record && move.to.scope !== scope);
    if (!isWhole) faults.push(`${id} took a record away that did not arrive whole`);
  }
  const heads = headsOf(all);
  const here = new Set(heads.flatMap(({ record, field }) => (field === existenceField ? record : [])));
  const gone = new Set([...logs.values()].flatMap(goneIn));
  const away = heads.filter(({ kind, record }) => kind === 'move' && gone.has(record));
  const led = new Map(away.map(({ record, value }) => [record, readMove(value)?.to.record ?? '']));
  for (const record of led.keys()) {
    const way = new Set<string>();
    let end = record;
    // Who is moved on is followed; a circle never ends.
    for (let to = led.get(end); to !== undefined && !way.has(to); to = led.get(end)) {
      way.add(to);
      end = to;
    }
    if (!here.has(end) || led.has(end)) faults.push(`${record} is gone from every scope`);
  }
  return faults;
}

function headsOf(log: readonly StoredOperation[]): StoredOperation[] {
  const superseded = new Set(log.flatMap(({ supersedes, field }) => supersedes.map((id) => `${field} ${id}`)));
  return log.filter(({ id, field }) => !superseded.has(`${field} ${id}`));
}

/** Records of a scope's log that are not there any more: all who say anything of it say the same, and saw all of it. */
export function goneIn(log: readonly StoredOperation[]): string[] {
  const heads = headsOf(log);
  const says = new Map<string, Set<string>>();
  for (const { record, kind, field, value } of heads) {
    if (field !== existenceField) continue;
    const word = kind === 'move' ? (readMove(value)?.to.record ?? '') : kind === 'delete' ? kind : 'there';
    says.set(record, (says.get(record) ?? new Set()).add(word));
  }
  const isGone = (record: string, words: ReadonlySet<string>) =>
    words.size === 1 && !words.has('there') && !hasUnseen(record, heads);
  return [...says].flatMap(([record, words]) => (isGone(record, words) ? [record] : []));
}

/** Somebody edited a record without having been seen by those who took it away: that keeps it. */
function hasUnseen(record: string, heads: readonly StoredOperation[]): boolean {
  const ofRecord = heads.filter((head) => head.record === record);
  const seen = new Set(ofRecord.flatMap(({ value }) => (value as { seen?: string[] } | null)?.seen ?? []));
  return ofRecord.some(({ id, field }) => field !== existenceField && !seen.has(id));
}
