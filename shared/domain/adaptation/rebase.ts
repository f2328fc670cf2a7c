/**
 * What becomes of a centre's pieces on another edition of the core ([AD4]): each is carried over, or waits for a person's decision
 * and says why. Nothing is left out and nothing is changed here; the same pieces and core give the same answer everywhere.
 */
import type { RecordId } from '../../base/ids.ts';
import type { Localised } from '../localised.ts';
import { isAllowed } from './adaptable.ts';
import { coreTextsAt, type Piece } from './adaptation.ts';
import { type CorePlaybook, type CoreStep, saidIn } from './core-playbook.ts';

export type DecisionReason =
  /** The core's words under a replacement are others now. */
  | 'core-changed'
  /** The step that it hangs on is gone. */
  | 'step-removed'
  /** The core does not allow it, or no longer. */
  | 'not-allowed'
  /** Another piece replaces the same text in the same language: somebody of the centre wrote it at the same time. */
  | 'overlap';

export interface Decision {
  readonly piece: Piece;
  readonly reason: DecisionReason;
  /** Null when it was removed. */
  readonly step: CoreStep | null;
  /** Of `core-changed`: in which languages the core says something else now. Of `overlap`: which both replace. */
  readonly languages: readonly string[];
  /** Of `overlap`: the others that replace it there; the first of them that asks nothing counts until somebody decides. */
  readonly others: readonly Piece[];
}

export interface Rebased {
  /** In reading order: by step, then by order. */
  readonly carried: readonly Piece[];
  readonly decisions: readonly Decision[];
}

/** Brings pieces to a core. What each was made on is in the piece, so several editions may have passed since. */
export function rebase(pieces: readonly Piece[], core: CorePlaybook): Rebased {
  const steps = new Map(core.steps.map((step, place) => [step.id, { step, place }]));
  const judged = inPlace(pieces, (id) => steps.get(id)?.place ?? core.steps.length).map((piece) => {
    const step = steps.get(piece.step)?.step ?? null;
    return { piece, step, decision: judge(piece, step, core) };
  });
  const standing = judged.flatMap(({ piece, decision }) => (decision === null ? piece : []));
  const carried: Piece[] = [];
  const decisions: Decision[] = [];
  for (const { piece, step, decision } of judged) {
    const others = decision === null ? overlapping(piece, standing) : [];
    if (decision !== null) decisions.push(decision);
    else if (others.some((other) => carried.includes(other))) {
      const languages = [...new Set(others.flatMap((other) => commonLanguages(other.description, piece.description)))];
      decisions.push({ piece, reason: 'overlap', step, languages: languages.sort(), others });
    } else carried.push(piece);
  }
  return { carried, decisions };
}

/** By step, then notes and replacements by order, then id: the one that was made first stands first. */
function inPlace(pieces: readonly Piece[], placeOf: (step: RecordId) => number): Piece[] {
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  return [...pieces].sort(
    (a, b) => placeOf(a.step) - placeOf(b.step) || compare(a.order, b.order) || compare(a.id, b.id),
  );
}

function judge(piece: Piece, step: CoreStep | null, core: CorePlaybook): Decision | null {
  const asks = (reason: DecisionReason, languages: readonly string[] = []): Decision => {
    return { piece, reason, step, languages, others: [] };
  };
  if (step === null) return asks('step-removed');
  if (!isAllowed(step.allowances, piece.kind, piece.field)) return asks('not-allowed');
  if (piece.kind !== 'replacement') return null;
  const changed = changedUnder(piece, step, core.language);
  return changed.length === 0 ? null : asks('core-changed', changed);
}

/**
 * The languages in which the core says something else than when the replacement was made: those that it replaces, and the one
 * in which the core is written, whose meaning the others only follow. Without a base, or without a known language, all count.
 */
function changedUnder(piece: Piece, step: CoreStep, written: string | null): string[] {
  const now = coreTextsAt(step, piece);
  const then = piece.base?.texts ?? {};
  const all = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  const own = new Set(Object.keys(saidIn(piece.description)));
  const watched = written === null ? all : all.filter((lang) => own.has(lang) || lang === written);
  if (piece.base === null) return watched.sort();
  return watched.filter((lang) => (now[lang] ?? '') !== (then[lang] ?? '')).sort();
}

/** Other pieces that replace the same text in a language of this one. */
function overlapping(piece: Piece, standing: readonly Piece[]): Piece[] {
  if (piece.kind !== 'replacement') return [];
  return standing.filter(
    (other) =>
      other !== piece &&
      other.kind === 'replacement' &&
      other.step === piece.step &&
      other.field === piece.field &&
      commonLanguages(other.description, piece.description).length > 0,
  );
}

/** The languages in which both say something. */
export function commonLanguages(a: Localised, b: Localised): string[] {
  const inA = saidIn(a);
  return Object.keys(saidIn(b))
    .filter((lang) => inA[lang] !== undefined)
    .sort();
}
