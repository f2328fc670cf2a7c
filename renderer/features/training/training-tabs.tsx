import { useTranslation } from 'react-i18next';
import { PlaceTabs } from '../../ui/place-tabs.tsx';

const paths = {
  sessions: '/training',
  courses: '/training/courses',
  people: '/training/people',
  competencies: '/training/competencies',
  certificates: '/training/certificates',
  placements: '/training/placements',
} as const;

/** Between the lists of training. */
export function TrainingTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('training');
  return (
    <PlaceTabs
      label={t('tabs.label')}
      at={paths[at]}
      places={[
        { path: paths.sessions, label: t('tabs.sessions') },
        { path: paths.courses, label: t('tabs.courses') },
        { path: paths.people, label: t('tabs.people') },
        { path: paths.competencies, label: t('tabs.competencies') },
        { path: paths.certificates, label: t('tabs.certificates') },
        { path: paths.placements, label: t('tabs.placements') },
      ]}
    />
  );
}
