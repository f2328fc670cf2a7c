import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';

const paths = { sessions: '/training', courses: '/training/courses', people: '/training/people' } as const;

/** Between the three lists of training. */
export function TrainingTabs({ at }: { readonly at: keyof typeof paths }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  return (
    <SegmentedSwitch
      label={t('tabs.label')}
      value={at}
      options={[
        { value: 'sessions', label: t('tabs.sessions') },
        { value: 'courses', label: t('tabs.courses') },
        { value: 'people', label: t('tabs.people') },
      ]}
      onChange={(value) => void navigate({ to: paths[value] })}
    />
  );
}
