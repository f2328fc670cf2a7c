import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { Tag } from '../../../ui/tag.tsx';
import css from '../training.module.css';

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
