/**
 * People who erase others in a simulated world, where playbooks stand for persons, and the oracle of it ([ER1] to [ER8]). A stream
 * of its own decides, so that worlds without erasures stay what they were.
 */
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { answerErasure, askForErasure, standingOf } from '../../shared/domain/erasure/answer-erasure.ts';
import { erasure, erasureIn, erasureRequest } from '../../shared/domain/erasure/erasure.ts';
import { jointWordIn } from '../../shared/domain/joint-word.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { isLetGo, type Operation, type StoredOperation } from '../../shared/protocol/operation.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { everythingOf } from '../support/everything-of.ts';
import type { HubNode } from './hub-node.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';

/** Two worlds in twenty-four, none of them one in which a planted bug is looked for first. */
const erasingWorlds: ReadonlySet<number> = new Set([8, 22]);

/** The stream of a world's erasures; null in a world without. */
export function streamOfErasures(seed: number): Seeded | null {
  return erasingWorlds.has(seed % 24) ? seeded(seed + 0x45726173) : null;
}

/** Of the worlds with erasures one in eight is no sample network: in it one laptop speaks for one person ([OD2], [OD4]). */
export const isSample = (seed: number): boolean => seed % 96 !== 94;

/** Decisions that two persons stand behind who signed on one laptop, by the hub's order ([OD3]). */
export function spokenForTwo(logs: ReadonlyMap<string, readonly StoredOperation[]>): string[] {
  const persons = new Map<string, Set<string>>();
  for (const operation of [...logs.values()].flat()) {
    const word = jointWordIn(operation);
    if (word === null) continue;
    const { device, author } = operation.origin;
    const at = `${word.digest.slice(0, 12)} on ${device}`;
    persons.set(at, (persons.get(at) ?? new Set()).add(author));
  }
  return [...persons].flatMap(([at, who]) => (who.size > 1 ? [`${who.size} persons decided ${at}`] : []));
}

/** Drafts of what a person does about erasures now: asks for one, answers one, or nothing. */
export async function randomErasure(
  engine: EngineApi,
  random: Seeded,
  clock: Clock,
  { author, scopes }: { readonly author: string; readonly scopes: readonly string[] },
): Promise<readonly OperationDraft[]> {
  const scope = random.pick(scopes);
  const by = { person: author, name: author, centre: 'Simulated' };
  const place = { scope, id: uuidv7(clock, random) };
  const inScope = async (type: string) => (await engine.list({ type, scope })).map(({ id }) => id).sort();
  const [asked, answered] = [await inScope(erasureRequest.type), await inScope(erasure.type)];
  const open = standingOf(await engine.open([...asked, ...answered])).filter(({ answer }) => answer === null);
  const one = open[random.below(open.length)];
  if (one !== undefined && random.chance(0.7)) {
    const does = random.chance(0.85) ? 'erase' : 'decline';
    const answer = answerErasure(place, one, { does, by, at: clock.now() });
    return answer.ok ? answer.value : [];
  }
  const entries = [...(await engine.list({ type: 'playbook', scope, withDeleted: true }))];
  const entry = entries.sort((a, b) => (a.id < b.id ? -1 : 1))[random.below(Math.min(4, entries.length))];
  if (entry === undefined) return [];
  const fields = random.chance(0.2) ? { fields: ['title', 'description'] } : {};
  const records = [{ id: entry.id, type: 'playbook', ...fields }];
  const request = askForErasure(place, entry.id, { records, reason: 'Asked for', language: 'en', by, at: clock.now() });
  return request.ok ? request.value : [];
}

/** What was erased, by the hub's order and no code of the engine's: which values of which records. */
export interface ErasedThere {
  takes(operation: Pick<Operation, 'kind' | 'record' | 'field'>): boolean;
  /** Records of which anything was erased. */
  readonly records: ReadonlySet<string>;
  /** The operations that erased, by scope. */
  readonly by: ReadonlyMap<string, readonly string[]>;
}

export function erasedThere(logs: ReadonlyMap<string, readonly StoredOperation[]>): ErasedThere {
  const by = new Map<string, string[]>();
  const gone: { readonly id: string; readonly fields: readonly string[] | undefined }[] = [];
  for (const [scope, log] of logs) {
    for (const operation of log) {
      const order = erasureIn(operation);
      if (order === null) continue;
      by.set(scope, [...(by.get(scope) ?? []), operation.id]);
      gone.push(...order.records.map(({ id, fields }) => ({ id, fields })));
    }
  }
  return {
    by,
    records: new Set(gone.map(({ id }) => id)),
    takes: ({ kind, record, field }) =>
      kind === 'set' &&
      gone.some(({ id, fields }) => {
        // A note on a translation says something of the text that it speaks of.
        const name = field.slice(field.indexOf(':') + 1).split('.')[0] as string;
        return id === record && (fields === undefined || fields.includes(name));
      }),
  };
}

/** Where something that was erased still is at the hub, or came back. */
export async function leftAtHub(hub: HubNode, erased: ErasedThere): Promise<string[]> {
  const left: string[] = [];
  for (const scope of hub.scopes) {
    for (const [place, operations] of await hub.holdings(scope)) {
      const one = operations.find((operation) => erased.takes(operation) && !isLetGo(operation));
      if (one !== undefined) left.push(`the hub holds what was erased, ${one.id}, in ${place}`);
    }
  }
  return left;
}

/** Where something that was erased still is on a laptop that reads these scopes. */
export async function leftOnLaptop(
  { name, disk }: Laptop,
  scopes: readonly string[],
  erased: ErasedThere,
): Promise<string[]> {
  const left: string[] = [];
  const isLeft = (one: StoredOperation) => scopes.includes(one.scope) && erased.takes(one) && !isLetGo(one);
  for (const scope of scopes) {
    const row = (await everythingOf(disk.store, scope)).find(isLeft);
    if (row !== undefined) left.push(`${name} holds what was erased, ${row.id}`);
  }
  for await (const bytes of disk.journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      if (frame.type === frameTypes.checkpoint || frame.type === frameTypes.chunk) continue;
      const entry = entryOfFrame(frame);
      const one = entry !== null && 'operations' in entry ? entry.operations.find(isLeft) : undefined;
      if (one !== undefined) left.push(`${name} holds what was erased, ${one.id}, in its journal`);
    }
  }
  return left;
}
