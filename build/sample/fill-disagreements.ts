/** What waits for a person: the same place written twice, a delete against an edit, changes that the hub holds. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import { type OperationId, type RecordId, uuidv7 } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';
import { decision, readRuling, rulingField, rulingOn } from '../../shared/domain/decision.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { existenceField, type RecordState } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Disagreements } from './content.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { recordOf, type Story } from './story.ts';

interface Side {
  readonly by: Role;
  readonly at: string;
  readonly value: string;
}

/** Both sides of every edit, each written without having seen the other. */
export async function fillEdits(story: Story, { edits }: Disagreements): Promise<void> {
  for (const edit of edits) {
    const values = edit.sides.map(({ value }) => value);
    for (const side of edit.sides) {
      await write(story, story.laptopOf(side.by), { ...edit, side, values });
    }
  }
}

/** Deletes of which the deleter had not seen the latest edit. */
export async function fillDeletes(story: Story, { deletes }: Disagreements): Promise<void> {
  for (const { playbook, by, at, edit } of deletes) {
    const target = { playbook, step: null, field: edit.field, side: edit, values: [edit.value] };
    await write(story, story.laptopOf(edit.by), target);
    const laptop = story.laptopOf(by);
    const record = await recordOf(laptop, target);
    const history = await laptop.engine.history(record);
    if (history.some(({ kind }) => kind === 'delete')) continue;
    const state = await laptop.state(record);
    const supersedes = (state.fields[existenceField] ?? []).map(({ id }) => id);
    const seen = headsBefore(state, history, [edit.value]);
    const { scope, type, id } = state;
    const draft = {
      scope,
      type,
      record: id,
      kind: 'delete',
      field: existenceField,
      value: { seen },
      supersedes,
    } as const;
    await laptop.save(by, story.momentOf(at), ok([draft]));
  }
}

interface Writing {
  readonly playbook: string;
  readonly step: string | null;
  readonly field: string;
  readonly side: Side;
  /** Everything that some side writes here: nobody of them has seen the others. */
  readonly values: readonly string[];
}

async function write(story: Story, laptop: SampleLaptop, { side, field, values, ...where }: Writing): Promise<void> {
  if (await isWritten(laptop, { ...where, field, side })) return;
  const record = await recordOf(laptop, where);
  const history = (await laptop.engine.history(record)).filter((operation) => operation.field === field);
  const state = await laptop.state(record);
  const supersedes = basesOf(state.fields[field]?.map(({ id }) => id) ?? [], history, values);
  const { scope, type, id } = state;
  const draft = { scope, type, record: id, kind: 'set', field, value: side.value, supersedes } as const;
  await laptop.save(side.by, story.momentOf(side.at), ok([draft]));
}

async function isWritten(laptop: SampleLaptop, { side, field, ...where }: Omit<Writing, 'values'>): Promise<boolean> {
  const { person } = samplePeople[side.by];
  const history = await laptop.engine.history(await recordOf(laptop, where));
  return history.some(
    (operation) => operation.field === field && operation.origin.author === person && operation.value === side.value,
  );
}

/** What stood in a field before anybody of the story wrote there, even when a side has arrived already. */
function basesOf(heads: readonly OperationId[], history: readonly StoredOperation[], values: readonly string[]) {
  const told = history.find(({ value }) => typeof value === 'string' && values.includes(value));
  return told?.supersedes ?? heads;
}

/** Every head of a record's fields as it was before somebody of the story wrote. */
function headsBefore(state: RecordState, history: readonly StoredOperation[], values: readonly string[]) {
  return Object.entries(state.fields)
    .filter(([field]) => field !== existenceField)
    .flatMap(([field, heads]) => {
      const ofField = history.filter((operation) => operation.field === field);
      return basesOf(
        heads.map(({ id }) => id),
        ofField,
        values,
      );
    })
    .sort();
}

/** What a laptop writes that has not heard that its person's role ended; the hub holds it for the steward. */
export async function fillHeld(
  story: Story,
  { held }: Disagreements,
  open: (device: string) => Promise<SampleLaptop>,
): Promise<void> {
  const { beside } = held;
  if (await isWritten(story.laptopOf('coordinator'), { ...beside, side: beside })) return;
  const laptop = await open(held.device);
  const changes = [...held.changes, ...held.decided];
  await writeHeld(story, laptop, [...changes.map((change) => ({ ...change, by: held.by })), beside]);
  await sendHeld(laptop, changes.length);
}

/** What the steward decided since about some of it, on the laptop and by what came with the glance, as people do. */
export async function fillDecisions(story: Story, { held: { decided } }: Disagreements): Promise<void> {
  for (const { value, decision: said, ...where } of decided) {
    const laptop = story.laptopOf(said.by);
    const at = story.momentOf(said.at);
    const record = await recordOf(laptop, where);
    if (await isDecided(laptop, record)) continue;
    const work = (await heldOn(laptop)).find((one) => one.record === record);
    if (work === undefined) throw new Error(`The hub does not hold "${value}"`);
    const { outcome, note, language } = said;
    const ruling = rulingOn(work, { outcome, note, language, by: samplePeople[said.by], at });
    const place = { scope: work.scope, id: uuidv7(laptop.clock, laptop.random) };
    await laptop.save(said.by, at, createRecord(decision, place, { ruling }));
    await laptop.sync();
  }
}

async function isDecided(laptop: SampleLaptop, record: RecordId): Promise<boolean> {
  const entries = await laptop.engine.list({ type: decision.type });
  const states = await laptop.engine.open(entries.map(({ id }) => id));
  const rulings = states.flatMap(({ fields }) => readRuling(fields[rulingField]?.[0]?.value ?? null) ?? []);
  return rulings.some(({ records }) => records.some(({ id }) => id === record));
}

/** Later than any exchange of the filling, so that the laptop asks for the glance again. */
const afterGlance = 3_600_000;

async function heldOn(laptop: SampleLaptop) {
  await laptop.clock.at(laptop.clock.now() + afterGlance, () => laptop.sync());
  return (await laptop.engine.networkGlance())?.held ?? [];
}

/** The same on the laptop that `npm start` opens, so that somebody sees from the author's side what was not accepted. */
export async function fillHeldOfFirstLaptop(
  story: Story,
  { heldOfFirstLaptop: { by, changes } }: Disagreements,
): Promise<void> {
  const laptop = story.laptopOf(by);
  await writeHeld(
    story,
    laptop,
    changes.map((change) => ({ ...change, by })),
  );
  await sendHeld(laptop, changes.length);
}

type Held = Omit<Writing, 'side' | 'values'> & Side;

async function writeHeld(story: Story, laptop: SampleLaptop, changes: readonly Held[]): Promise<void> {
  for (const each of changes) await write(story, laptop, { ...each, side: each, values: [each.value] });
}

async function sendHeld(laptop: SampleLaptop, changes: number): Promise<void> {
  const { notAccepted } = await laptop.sync();
  // With each text the hub holds the note that says what it was translated from.
  if (notAccepted !== 2 * changes) throw new Error(`The hub holds ${notAccepted} changes of the sample`);
}
