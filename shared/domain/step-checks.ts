/** What is asked of whoever does a step, beside the step itself: condition, law, proportionality, rights, evidence, references. Pure. */
import type { Localised, ShownText } from './localised.ts';
import type { Step } from './step.ts';
import { referencesOf } from './step-references.ts';
import { jurisdictionsOf } from './workflow/workflow-problems.ts';

export type StepCheckKind = 'condition' | 'law' | 'proportionality' | 'rights' | 'evidence' | 'reference';

export interface StepCheck {
  readonly kind: StepCheckKind;
  /** Of a law: where it holds. */
  readonly jurisdiction: string | null;
  readonly text: string;
  /** Null for what is the same in every language. */
  readonly lang: string | null;
  /** Of a reference. It is text: nothing opens it. */
  readonly url: string | null;
}

/** In the order in which somebody goes through them. `pick` takes the text in the language that is read. */
export function stepChecks(step: Step, pick: (texts: Localised) => ShownText | null): readonly StepCheck[] {
  const said = (kind: StepCheckKind, texts: Localised): StepCheck[] => {
    const text = pick(texts);
    return text === null ? [] : [{ kind, jurisdiction: null, url: null, ...text }];
  };
  return [
    ...said('condition', step.authorityCondition),
    ...jurisdictionsOf(step).map(
      ({ jurisdiction, basis }): StepCheck => ({ ...plain, kind: 'law', jurisdiction, text: basis }),
    ),
    ...said('proportionality', step.proportionality),
    ...said('rights', step.rights),
    ...said('evidence', step.evidence),
    ...referencesOf(step).map(({ name, url = null }): StepCheck => ({ ...plain, kind: 'reference', text: name, url })),
  ];
}

const plain = { jurisdiction: null, lang: null, url: null } as const;
