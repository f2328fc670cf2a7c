import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { Tags } from '../../../ui/page-body.tsx';

/** What something teaches or is to teach, in the reader's language ([FW7]). */
export function CompetencyTags({ competencies }: { readonly competencies: readonly string[] }) {
  const nameOf = useCompetencyNames();
  return <Tags items={competencies} render={(words) => <CompetencyName words={words} name={nameOf(words)} />} />;
}
