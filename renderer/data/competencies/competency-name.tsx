import type { ShownText } from '../../../shared/domain/localised.ts';
import { contentLanguage } from '../../ui/content-language.ts';

interface CompetencyNameProps {
  readonly words: string;
  /** What `useCompetencyNames` finds for these words. */
  readonly name: ShownText | null;
}

/** A competency in the reader's language where its framework has it, else in the words of whoever named it ([FW7]). */
export function CompetencyName({ words, name }: CompetencyNameProps) {
  return name === null ? <bdi>{words}</bdi> : <bdi {...contentLanguage(name.lang)}>{name.text}</bdi>;
}
