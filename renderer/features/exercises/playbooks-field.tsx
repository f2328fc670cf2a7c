import { useTranslation } from 'react-i18next';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { RecordsField } from '../../ui/records-field.tsx';

interface PlaybooksFieldProps {
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** The playbooks that an exercise tests. */
export function PlaybooksField(props: PlaybooksFieldProps) {
  const { t } = useTranslation('exercises');
  return (
    <RecordsField
      label={t('form.playbooks')}
      hint={t('form.playbooksHint')}
      gone={t('exercise.playbookGone')}
      options={usePlaybookOptions()}
      {...props}
    />
  );
}
