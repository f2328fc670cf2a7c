/**
 * What a person may answer to a decision about a piece, and what the answer writes ([AD6]). After every answer the piece is carried
 * over or taken away; one that was taken away stays in the history and can be brought back.
 */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { mergeText } from '../text-merge.ts';
import { isAllowed } from './adaptable.ts';
import { baseOf, coreTextsAt, type Piece } from './adaptation.ts';
import { type CorePlaybook, saidIn } from './core-playbook.ts';
import { commonLanguages, type Decision } from './rebase.ts';

/**
 * `keep` ours as it is; take the `core`; write it `anew`; make it a `note` where the core lets nobody replace; hang it on a step
 * `elsewhere`.
 */
export type Way = 'keep' | 'core' | 'anew' | 'note' | 'elsewhere';

export type Answer =
  | { readonly way: 'keep' | 'core' | 'note' }
  /** The new wording by language. */
  | { readonly way: 'anew'; readonly texts: Readonly<Record<string, string>> }
  | { readonly way: 'elsewhere'; readonly step: RecordId };

export interface Settled {
  /** Values by field key for pieces; null clears. */
  readonly values: ReadonlyMap<RecordId, Readonly<Record<string, Json>>>;
  readonly removed: readonly RecordId[];
}

/** The ways out of a decision, the safest guess first. */
export function waysOf({ piece, reason, step }: Decision, core: CorePlaybook): Way[] {
  switch (reason) {
    case 'core-changed':
      return ['anew', 'core', 'keep'];
    case 'overlap':
      return ['core', 'keep'];
    case 'not-allowed': {
      const mayNote = piece.kind !== 'note' && step !== null && isAllowed(step.allowances, 'note', null);
      return mayNote ? ['note', 'core'] : ['core'];
    }
    case 'step-removed':
      return stepsFor(piece, core).length > 0 ? ['elsewhere', 'core'] : ['core'];
  }
}

/** Steps on which a piece may hang that lost its own: as what it is, a replacement as a note. */
export function stepsFor(piece: Piece, core: CorePlaybook): RecordId[] {
  const kind = piece.kind === 'addition' ? 'addition' : 'note';
  return core.steps.filter((step) => isAllowed(step.allowances, kind, null)).map(({ id }) => id);
}

/** What an answer writes; null when it is no way out of this decision. */
export function settle(decision: Decision, answer: Answer, core: CorePlaybook): Settled | null {
  const { piece, others } = decision;
  if (!waysOf(decision, core).includes(answer.way)) return null;
  switch (answer.way) {
    case 'core':
      return { values: new Map(), removed: [piece.id] };
    case 'keep':
      return decision.reason === 'overlap' ? insteadOf(piece, others) : written(piece, {}, piece, core);
    case 'anew': {
      if (Object.keys(saidIn({ ...piece.description, ...trimmed(answer.texts) })).length === 0) return null;
      const texts = Object.entries(trimmed(answer.texts)).map(([lang, text]) => [`description.${lang}`, text || null]);
      return written(piece, Object.fromEntries(texts), piece, core);
    }
    case 'note':
      return written(piece, asNote, { step: piece.step, field: null }, core);
    case 'elsewhere': {
      if (!stepsFor(piece, core).includes(answer.step)) return null;
      const kind = piece.kind === 'replacement' ? asNote : {};
      return written(piece, { ...kind, step: answer.step }, { step: answer.step, field: null }, core);
    }
  }
}

const asNote = { kind: 'note', field: null } as const;

/** A piece with other values, decided on this core. */
function written(
  { id }: Piece,
  values: Readonly<Record<string, Json>>,
  place: Pick<Piece, 'step' | 'field'>,
  core: CorePlaybook,
): Settled {
  return { values: new Map([[id, { ...values, base: baseOf(core, place) }]]), removed: [] };
}

/** This one counts: each other one loses the languages that both replace, and goes when it has no more. */
function insteadOf(piece: Piece, others: readonly Piece[]): Settled {
  const values = new Map<RecordId, Readonly<Record<string, Json>>>();
  const removed: RecordId[] = [];
  for (const other of others) {
    const shared = commonLanguages(piece.description, other.description);
    const isAll = Object.keys(saidIn(other.description)).length === shared.length;
    if (isAll) removed.push(other.id);
    else values.set(other.id, Object.fromEntries(shared.map((lang) => [`description.${lang}`, null])));
  }
  return { values, removed };
}

const trimmed = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, text.trim()]));

/** What is proposed for one language when somebody writes anew: both changes where they do not touch, else ours. */
export function proposalFor(
  { piece, step }: Decision,
  lang: string,
): { readonly text: string; readonly clean: boolean } {
  const ours = piece.description[lang] ?? '';
  const base = piece.base?.texts[lang] ?? '';
  const now = step === null ? '' : (coreTextsAt(step, piece)[lang] ?? '');
  const merged = mergeText(base, ours, now);
  return merged.clean ? { text: merged.text, clean: true } : { text: ours, clean: false };
}
