/** What the people of a centre read ([AD3]): the core with what the centre added and may add, each part with its origin. Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { Localised } from '../localised.ts';
import { type AdaptableField, adaptableFields } from './adaptable.ts';
import type { Piece } from './adaptation.ts';
import { type CorePlaybook, type CoreStep, saidIn } from './core-playbook.ts';
import { type Decision, rebase } from './rebase.ts';

export interface EffectiveText {
  /** What is read: the core's text, in replaced languages the centre's. */
  readonly texts: Localised;
  /** The pieces that replace it, by language; empty where all of it is the core's. */
  readonly replaced: Readonly<Record<string, Piece>>;
}

export interface EffectiveCoreStep {
  readonly origin: 'core';
  readonly id: RecordId;
  readonly core: CoreStep;
  readonly texts: Readonly<Record<AdaptableField, EffectiveText>>;
  readonly notes: readonly Piece[];
  /** Pieces of this step that are no part of the text until somebody decides. */
  readonly waiting: readonly Decision[];
}

export interface EffectiveLocalStep {
  readonly origin: 'local';
  /** Of the piece. */
  readonly id: RecordId;
  readonly piece: Piece;
  /** The core step that it follows. */
  readonly after: RecordId;
}

export type EffectiveStep = EffectiveCoreStep | EffectiveLocalStep;

export interface EffectivePlaybook {
  /** In reading order: after each core step those that the centre added. */
  readonly steps: readonly EffectiveStep[];
  /** Everything that waits for a decision. */
  readonly decisions: readonly Decision[];
  /** Of these, what hung on steps that the core no longer has. */
  readonly homeless: readonly Decision[];
}

/** The effective text of a core with a centre's pieces. */
export function effectivePlaybook(core: CorePlaybook, pieces: readonly Piece[]): EffectivePlaybook {
  const { carried, decisions } = rebase(pieces, core);
  const steps = core.steps.flatMap((step): EffectiveStep[] => {
    const here = carried.filter((piece) => piece.step === step.id);
    const added = here.filter(({ kind }) => kind === 'addition');
    return [
      coreStep(
        step,
        here,
        decisions.filter((decision) => decision.step === step),
      ),
      ...added.map((piece): EffectiveLocalStep => ({ origin: 'local', id: piece.id, piece, after: step.id })),
    ];
  });
  return { steps, decisions, homeless: decisions.filter(({ step }) => step === null) };
}

function coreStep(core: CoreStep, here: readonly Piece[], waiting: readonly Decision[]): EffectiveCoreStep {
  const texts = Object.fromEntries(
    adaptableFields.map((field) => [field, effectiveText(core.texts[field], replacing(here, field))]),
  ) as EffectiveCoreStep['texts'];
  return { origin: 'core', id: core.id, core, texts, notes: here.filter(({ kind }) => kind === 'note'), waiting };
}

const replacing = (pieces: readonly Piece[], field: AdaptableField): Piece[] =>
  pieces.filter((piece) => piece.kind === 'replacement' && piece.field === field);

function effectiveText(core: Localised, replacements: readonly Piece[]): EffectiveText {
  const texts: Record<string, string | undefined> = { ...core };
  const replaced: Record<string, Piece> = {};
  for (const piece of replacements) {
    for (const [lang, text] of Object.entries(saidIn(piece.description))) {
      texts[lang] = text;
      replaced[lang] = piece;
    }
  }
  return { texts, replaced };
}
