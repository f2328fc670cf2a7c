/** How far each language of a playbook has come: counted over the texts that its own language has. Pure. */
import { languages } from '../../../shared/domain/language.ts';
import type { Localised } from '../../../shared/domain/localised.ts';
import type { Playbook } from '../../../shared/domain/playbook.ts';
import type { Step } from '../../../shared/domain/step.ts';

export interface LanguageState {
  readonly lang: string;
  /** 0 to 1. */
  readonly share: number;
}

/** The languages with any text, in the order of the six, then the rest by tag. */
export function languageStates(playbook: Playbook, steps: readonly Step[]): LanguageState[] {
  const units: Localised[] = [playbook.title, playbook.description];
  for (const step of steps)
    units.push(step.name, step.description, step.who, step.authority, step.legalBasis, step.caution);
  const counts = new Map<string, number>();
  let total = 0;
  for (const unit of units) {
    const present = Object.keys(unit).filter((lang) => unit[lang]);
    if (present.length > 0) total += 1;
    for (const lang of present) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  }
  const order = (lang: string) => {
    const place = (languages as readonly string[]).indexOf(lang.split('-')[0] as string);
    return place < 0 ? languages.length : place;
  };
  return [...counts]
    .map(([lang, count]) => ({ lang, share: count / total }))
    .sort((a, b) => order(a.lang) - order(b.lang) || (a.lang < b.lang ? -1 : 1));
}
