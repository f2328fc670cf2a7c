/** How far each language of a playbook has come, over all its texts. Pure. */
import { type Playbook, playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import { type Step, step as stepDeclaration } from '../../../shared/domain/step.ts';
import { languagesIn, placedUnits, progressIn } from '../../../shared/domain/translation/progress.ts';

export interface LanguageState {
  readonly lang: string;
  /** Texts that are there and up to date, 0 to 1. */
  readonly share: number;
  /** Texts whose original changed after the translation. */
  readonly outdated: number;
}

/** The languages with any text, in the order of the six, then the rest by tag. */
export function languageStates(playbook: Playbook, steps: readonly Step[]): LanguageState[] {
  const placed = [
    ...placedUnits(playbookDeclaration, playbook),
    ...steps.flatMap((step) => placedUnits(stepDeclaration, step, playbook.language ?? null)),
  ];
  return languagesIn(placed).map((lang) => {
    const { initial, outdated } = progressIn(lang, placed);
    return { lang, share: 1 - (initial + outdated) / placed.length, outdated };
  });
}
