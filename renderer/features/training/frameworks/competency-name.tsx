import { contentLanguage } from '../../../ui/content-language.ts';
import { useCompetencyNames } from './use-competencies.ts';

/** A competency in the reader's language where its framework has it, else in the words of whoever named it ([FW7]). */
export function CompetencyName({ words }: { readonly words: string }) {
  const name = useCompetencyNames()(words);
  return name === null ? <bdi>{words}</bdi> : <bdi {...contentLanguage(name.lang)}>{name.text}</bdi>;
}
