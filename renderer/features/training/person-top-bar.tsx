import { useTranslation } from 'react-i18next';
import { type PersonRow, shownName } from '../../../shared/domain/training/roster.ts';
import { TopBar } from '../../ui/top-bar.tsx';

/** The way to what is done about a person. */
export function PersonTopBar({ person, label }: { readonly person: PersonRow; readonly label: string }) {
  const { t } = useTranslation('training');
  return (
    <TopBar
      crumbs={[
        { label: t('rail.label'), path: '/training' },
        { label: t('tabs.people'), path: '/training/people' },
        { label: shownName(person), path: `/training/people/${person.id}` },
        { label },
      ]}
    />
  );
}
