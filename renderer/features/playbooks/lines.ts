/** The steps of a text as they are read, each with its origin: the core's, with what a centre says in its place, and the centre's own. Pure. */
import type { RecordId } from '../../../shared/base/ids.ts';
import { type AdaptableField, adaptableFields } from '../../../shared/domain/adaptation/adaptable.ts';
import type {
  EffectiveCoreStep,
  EffectiveLocalStep,
  EffectivePlaybook,
} from '../../../shared/domain/adaptation/effective.ts';
import type { Localised, ShownText } from '../../../shared/domain/localised.ts';
import type { Step, StepKind } from '../../../shared/domain/step.ts';
import type { NumberedStep, StepsModel } from './steps-model.ts';

export interface CoreLine {
  readonly origin: 'core';
  readonly id: RecordId;
  /** Its number. */
  readonly mark: string;
  readonly entry: NumberedStep;
  /** The step with the centre's texts in the place of the core's. */
  readonly step: Step;
  /** What the centre laid over it; null where it laid nothing. */
  readonly local: EffectiveCoreStep | null;
  /** Whose layer that is. */
  readonly centre: string;
}

export interface LocalLine {
  readonly origin: 'local';
  /** Of the piece. */
  readonly id: RecordId;
  /** Its number hangs on the core's: 3a. */
  readonly mark: string;
  readonly step: EffectiveLocalStep;
  readonly centre: string;
}

export type Line = CoreLine | LocalLine;

export function linesOf(steps: StepsModel, effective: EffectivePlaybook | null, centre: string): readonly Line[] {
  const of = new Map<RecordId, EffectiveCoreStep>();
  const after = new Map<RecordId, EffectiveLocalStep[]>();
  for (const each of effective?.steps ?? []) {
    if (each.origin === 'core') of.set(each.id, each);
    else after.set(each.after, [...(after.get(each.after) ?? []), each]);
  }
  return steps.listed.flatMap((entry): Line[] => {
    const { id } = entry.step;
    const local = of.get(id) ?? null;
    const step = local === null ? entry.step : effectiveStep(entry.step, local);
    return [
      { origin: 'core', id, mark: String(entry.number), entry, step, local, centre },
      ...(after.get(id) ?? []).map(
        (each, place): LocalLine => ({
          origin: 'local',
          id: each.id,
          mark: localMark(entry.number, place),
          step: each,
          centre,
        }),
      ),
    ];
  });
}

/** The kind of the step; a centre adds nothing but steps that are done. */
export function kindOf(line: Line): StepKind | undefined {
  return line.origin === 'core' ? line.step.kind : undefined;
}

/** The number of the n-th step that was added after a core step: 3a, 3b, and after the letters 3·27. */
function localMark(number: number, place: number): string {
  return `${number}${place < 26 ? String.fromCharCode(97 + place) : `·${place + 1}`}`;
}

/** The step with the texts that are read. */
export function effectiveStep(step: Step, { texts }: EffectiveCoreStep): Step {
  return { ...step, ...Object.fromEntries(adaptableFields.map((field) => [field, texts[field].texts])) };
}

/** A text, and whether it is the centre's instead of the core's. */
export interface SaidText extends ShownText {
  readonly isLocal: boolean;
}

export type SaidLine = Readonly<Record<AdaptableField, SaidText | null>>;

/** Picks the language; `original` is the one in which a centre wrote, absent for the texts of the core. */
export type PickText = (texts: Localised, original?: string) => ShownText | null;

/** What a line says in the language that is read. */
export function saidBy(line: Line, pick: PickText): SaidLine {
  if (line.origin === 'local') return saidByCentre(line, pick);
  const { step, local } = line;
  const said = adaptableFields.map((field) => {
    const shown = pick(step[field]);
    const isLocal = shown !== null && local?.texts[field].replaced[shown.lang] !== undefined;
    return [field, shown && { ...shown, isLocal }];
  });
  return Object.fromEntries(said) as SaidLine;
}

function saidByCentre({ step: { piece } }: LocalLine, pick: PickText): SaidLine {
  const said = (texts: Localised): SaidText | null => {
    const shown = pick(texts, piece.language ?? undefined);
    return shown && { ...shown, isLocal: true };
  };
  return {
    name: said(piece.name),
    description: said(piece.description),
    who: said(piece.who),
    authority: said(piece.authority),
    legalBasis: said(piece.legalReference),
    caution: said(piece.caution),
  };
}
