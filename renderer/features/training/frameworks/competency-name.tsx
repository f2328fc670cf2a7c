import type { ShownText } from '../../../../shared/domain/localised.ts';
import { contentLanguage } from '../../../ui/content-language.ts';
import { Tag } from '../../../ui/tag.tsx';
import css from '../training.module.css';
import { useCompetencyNames } from './use-competencies.ts';

interface CompetencyNameProps {
  readonly words: string;
  /** What `useCompetencyNames` finds for these words. */
  readonly name: ShownText | null;
}

/** A competency in the reader's language where its framework has it, else in the words of whoever named it ([FW7]). */
export function CompetencyName({ words, name }: CompetencyNameProps) {
  return name === null ? <bdi>{words}</bdi> : <bdi {...contentLanguage(name.lang)}>{name.text}</bdi>;
}

/** What something teaches or is to teach, in the reader's language ([FW7]). */
export function CompetencyTags({ competencies }: { readonly competencies: readonly string[] }) {
  const nameOf = useCompetencyNames();
  return (
    <ul className={css.tags}>
      {competencies.map((words) => (
        <li key={words}>
          <Tag>
            <CompetencyName words={words} name={nameOf(words)} />
          </Tag>
        </li>
      ))}
    </ul>
  );
}
