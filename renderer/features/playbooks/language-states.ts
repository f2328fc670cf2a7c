/** How far each language of a playbook has come, over all its texts. Pure. */
import { type Playbook, playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import { type Step, step as stepDeclaration } from '../../../shared/domain/step.ts';
import { byLanguage, type PlacedUnit, placedUnits } from '../../../shared/domain/translation/progress.ts';
import { textsOf, translationOf } from '../../../shared/domain/translation/translation-unit.ts';

export interface LanguageState {
  readonly lang: string;
  /** Texts that are there and up to date, 0 to 1. */
  readonly share: number;
  /** Texts whose original changed after the translation. */
  readonly outdated: number;
}

interface Count {
  done: number;
  outdated: number;
}

/** What was counted so far: steps can be added piece by piece. */
export class LanguageTally {
  readonly #playbook: Playbook;
  readonly #counts = new Map<string, Count>();
  #units = 0;

  constructor(playbook: Playbook) {
    this.#playbook = playbook;
    this.#count(placedUnits(playbookDeclaration, playbook));
  }

  add(steps: Iterable<Step>): this {
    for (const step of steps) this.#count(placedUnits(stepDeclaration, step, this.#playbook.language ?? null));
    return this;
  }

  /** The languages with any text, in the order of the six, then the rest by tag. */
  states(): LanguageState[] {
    return [...this.#counts]
      .sort(([a], [b]) => byLanguage(a, b))
      .map(([lang, { done, outdated }]) => ({ lang, share: done / this.#units, outdated }));
  }

  #count(units: readonly PlacedUnit[]): void {
    this.#units += units.length;
    for (const { view, unit } of units) {
      for (const [lang, text] of Object.entries(textsOf(view, unit.field))) {
        if (!text) continue;
        const count = this.#counts.get(lang) ?? { done: 0, outdated: 0 };
        this.#counts.set(lang, count);
        const state = lang === unit.lang ? 'final' : translationOf(view, unit, lang).state;
        if (state === 'outdated') count.outdated += 1;
        else if (state !== 'initial') count.done += 1;
      }
    }
  }
}
