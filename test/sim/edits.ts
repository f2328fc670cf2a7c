/** What people do in a simulated world: the real commands of the domain on whatever the device shows. */
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { decision, rulingOn, verdicts } from '../../shared/domain/decision.ts';
import { type RecordDeclaration, splitFieldKey } from '../../shared/domain/declare-record.ts';
import { checkValue, createRecord, deleteRecord, restoreRecord, setFields } from '../../shared/domain/edit.ts';
import type { Edition } from '../../shared/domain/edition.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { existenceField, type OperationDraft, type RecordState } from '../../shared/domain/record-state.ts';
import { runEvent } from '../../shared/domain/run.ts';
import { changesFit, textTraceKey, traceKey } from '../../shared/domain/trace.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';
import type { Seeded } from './seeded.ts';

const words = ['cordon', 'طوق', 'ring', 'кольцо', 'perímetro', '警戒线'];
const fields = ['title.en', 'title.ar', 'description.en', 'state', 'reference', 'labels', 'priority'];

/** Drafts of one random user action in a scope, by a program of this edition, perhaps none. */
export async function randomEdit(
  engine: EngineApi,
  random: Seeded,
  clock: Clock,
  { scope, edition }: { readonly scope: string; readonly edition: Edition },
): Promise<readonly OperationDraft[]> {
  const declaration = edition.declarationOf(playbook.type) ?? playbook;
  const place = { scope, id: uuidv7(clock, random) };
  const entries = await engine.list({ type: 'playbook', scope, withDeleted: true });
  if (entries.length === 0 || random.chance(0.15)) return created(random, place);
  if (random.chance(0.15)) return must(createRecord(runEvent, place, { kind: 'note', text: `${random.below(1e9)}` }));
  // Few records, so that devices meet on them.
  const entry = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1))[random.below(Math.min(4, entries.length))];
  const [state] = await engine.open([entry?.id ?? '']);
  if (state === undefined) return [];
  const dice = random.next();
  if (dice < 0.1) return must(deleteRecord(declaration, state));
  if (dice < 0.2) return restoreRecord(state);
  if (dice < 0.3) return settled(declaration, state);
  const known = fields.filter((key) => knows(declaration, key));
  const changes = Object.fromEntries(
    Array.from({ length: 1 + random.below(2) }, () => random.pick(known)).map((field) => [
      field,
      valueFor(field, random),
    ]),
  );
  return must(setFields(declaration, state, changes));
}

/** Drafts of a decision about held work that the device heard of, perhaps long decided by somebody else; none when it heard of none. */
export async function randomDecision(
  engine: EngineApi,
  random: Seeded,
  clock: Clock,
  author: string,
): Promise<readonly OperationDraft[]> {
  const held = (await engine.networkGlance())?.held ?? [];
  const work = held[random.below(held.length)];
  if (work === undefined) return [];
  const by = { person: author, name: author, centre: 'Simulated' };
  const said = { outcome: random.pick(verdicts), note: `${random.below(1_000)}`, language: 'en', by, at: clock.now() };
  return must(
    createRecord(decision, { scope: work.scope, id: uuidv7(clock, random) }, { ruling: rulingOn(work, said) }),
  );
}

function created(random: Seeded, place: { scope: string; id: string }): readonly OperationDraft[] {
  return must(createRecord(playbook, place, { title: { en: random.pick(words) }, state: 'draft' }));
}

/** What is settled otherwise, or by nobody: two who move a record say alike where it was made. */
const notSettled: ReadonlySet<string> = new Set([existenceField, firstPlaceField, traceKey, textTraceKey]);

/** Whether an edition has the field of this key. */
function knows({ fields: declared }: RecordDeclaration, key: string): boolean {
  return splitFieldKey(key)[0] in declared;
}

/** A person settles every field with several heads in favour of the first, as far as this edition can read it, and says that all fits. */
function settled(declaration: RecordDeclaration, state: RecordState): readonly OperationDraft[] {
  const contested = Object.entries(state.fields).filter(([key, heads]) => !notSettled.has(key) && heads.length > 1);
  const firsts = contested.map(([key, heads]) => [key, heads[0]?.value ?? null] as const);
  const readable = firsts.filter(([key, value]) => knows(declaration, key) && checkValue(declaration, key, value).ok);
  return [...must(setFields(declaration, state, Object.fromEntries(readable))), ...changesFit(state)];
}

function valueFor(field: string, random: Seeded): Json {
  if (field === 'state') return random.pick(['draft', 'in-review', 'approved']);
  if (field === 'labels') return [random.pick(words), random.pick(words)].sort();
  if (field === 'priority') return random.below(100);
  return random.chance(0.1) ? null : `${random.pick(words)} ${random.below(1_000)}`;
}

function must<T, F>(result: { ok: true; value: T } | { ok: false; failure: F }): T {
  if (result.ok) return result.value;
  throw new Error(`A domain command refused a random edit: ${JSON.stringify(result.failure)}`);
}
