/**
 * A playbook as it stood at one moment: header and steps in reading order, every language, every edge. What is approved and
 * released is exactly this ([RL1]); what is said about an edition (its number, its validity) is not part of it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { toHex, utf8 } from '../../base/bytes.ts';
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { canonicalJson } from '../cacao/canonical-json.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { type Playbook, playbook } from '../playbook.ts';
import type { Head, RecordState } from '../record-state.ts';
import { type Step, step } from '../step.ts';
import { noteKeyOf } from '../translation/translation-note.ts';
import { conflictsOf, isDeleted, shownValues, viewOf } from '../view.ts';
import { inReadingOrder } from '../workflow/workflow-of.ts';

/** One record of it: values by field key (`title.en`, `onCompletion`), and what is noted of its translations by the key of the text. */
export interface FrozenRecord {
  readonly id: RecordId;
  readonly fields: Readonly<Record<string, Json>>;
  readonly notes: Readonly<Record<string, readonly Json[]>>;
}

export interface FrozenPlaybook {
  readonly format: 1;
  readonly playbook: FrozenRecord;
  /** In reading order. */
  readonly steps: readonly FrozenRecord[];
}

/** Somebody has to choose between values first: what stands beside each other is no text. */
export interface PlaybookContested extends Failure<'playbook-contested'> {
  /** The records with something to settle. */
  readonly records: readonly RecordId[];
}
/** More than one change can carry. */
export interface PlaybookTooLarge extends Failure<'playbook-too-large'> {
  /** Bytes. */
  readonly size: number;
  readonly limit: number;
}

/** Bytes of canonical text: it is one value of one operation, which may have 2 MB. */
export const frozenLimit = 1_800_000;

/** Said of an edition, or of the file that it came from, and not by its text. */
const notOfTheText: ReadonlySet<string> = new Set([
  'state',
  'releaseNumber',
  'validFrom',
  'validUntil',
  'reviewDate',
  'revoked',
  'original',
  'cacaoModified',
  'cacaoDigest',
]);
/** Every step of a playbook says whose it is. */
const ownerField = 'playbook';

const fieldsSchema = z.record(z.string().max(300), z.json());
const recordSchema = z.object({
  id: z.string().min(1).max(300),
  fields: fieldsSchema,
  notes: z.record(z.string().max(300), z.array(z.json()).max(100)),
});
export const frozenSchema = z.looseObject({
  format: z.literal(1),
  playbook: recordSchema,
  steps: z.array(recordSchema).max(20_000),
});

/** The text of a playbook from its records; steps that were deleted are no part of it. */
export function freezePlaybook(
  header: RecordState,
  steps: readonly RecordState[],
): Result<FrozenPlaybook, PlaybookContested | PlaybookTooLarge> {
  const there = steps.filter((state) => !isDeleted(state));
  const contested = [header, ...there].filter((state) => conflictsOf(declarationFor(state.type), state).length > 0);
  if (contested.length > 0) return fail({ kind: 'playbook-contested', records: contested.map(({ id }) => id) });
  const byId = new Map(there.map((state) => [state.id, state]));
  const ordered = inReadingOrder(there.map((state) => viewOf(step, state)));
  const frozen: FrozenPlaybook = {
    format: 1,
    playbook: freeze(header, notOfTheText),
    steps: ordered.map(({ id }) => freeze(byId.get(id) as RecordState, new Set([ownerField]))),
  };
  const size = utf8(canonicalJson(frozen as unknown as Json)).length;
  return size > frozenLimit ? fail({ kind: 'playbook-too-large', size, limit: frozenLimit }) : ok(frozen);
}

function declarationFor(type: string): RecordDeclaration {
  return type === step.type ? step : playbook;
}

function freeze(state: RecordState, without: ReadonlySet<string>): FrozenRecord {
  const shown = Object.entries(shownValues(declarationFor(state.type), state));
  const fields = Object.fromEntries(shown.filter(([key]) => !without.has(key)).sort(byKey));
  const notes = Object.keys(fields).flatMap((key) => {
    const said = (state.fields[noteKeyOf(key)] ?? []).map(({ value }) => value).filter((value) => value !== null);
    // Heads come in the order of the operations, which is nothing that is read.
    const sorted = said.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    return sorted.length === 0 ? [] : [[key, sorted] as const];
  });
  return { id: state.id, fields, notes: Object.fromEntries(notes) };
}

function byKey([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SHA-256 of the canonical text, hexadecimal: the same on every laptop for the same words, whoever wrote them when. */
export function digestOfFrozen(frozen: FrozenPlaybook): string {
  return toHex(sha256(utf8(canonicalJson(frozen as unknown as Json))));
}

/** The text in a value, with what a newer edition added; null when it holds none. */
export function readFrozen(value: Json | undefined): FrozenPlaybook | null {
  return frozenSchema.safeParse(value).success ? (value as unknown as FrozenPlaybook) : null;
}

/** Where and when the records of a frozen text are said to be. */
export interface FrozenPlace {
  readonly scope: ScopeId;
  readonly at: number;
}

/** Records that hold this text and nothing else, as commands and exports take them: the header, then the steps. */
export function statesOfFrozen({ playbook: header, steps }: FrozenPlaybook, place: FrozenPlace): RecordState[] {
  const own = steps.map((each) => ({ ...each, fields: { ...each.fields, [ownerField]: header.id } }));
  return [stateOf(playbook, header, place), ...own.map((each) => stateOf(step, each, place))];
}

function stateOf({ type }: RecordDeclaration, { id, fields, notes }: FrozenRecord, place: FrozenPlace): RecordState {
  const head = (value: Json): Head => {
    return { id: '', kind: 'set', value, lamport: 0, wall: place.at, author: '', device: '' };
  };
  const noted = Object.entries(notes).map(([key, said]) => [noteKeyOf(key), said.map(head)] as const);
  const set = Object.entries(fields).map(([key, value]) => [key, [head(value)]] as const);
  return { id, type, scope: place.scope, fields: Object.fromEntries([...set, ...noted]), missing: [] };
}

/** The text as screens see it. */
export function viewsOfFrozen(
  frozen: FrozenPlaybook,
  place: FrozenPlace,
): { readonly playbook: Playbook; readonly steps: readonly Step[] } {
  const [header, ...steps] = statesOfFrozen(frozen, place);
  return { playbook: viewOf(playbook, header as RecordState), steps: steps.map((state) => viewOf(step, state)) };
}
