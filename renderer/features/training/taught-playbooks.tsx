import { useTranslation } from 'react-i18next';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { RecordLinks } from '../../ui/record-links.tsx';
import { RecordsField } from '../../ui/records-field.tsx';
import { SectionHead } from '../../ui/section-head.tsx';

/** The playbooks that a course teaches, each with the way to it. */
export function TaughtPlaybooks({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('training');
  const { optionOf } = usePlaybookOptions();
  if (ids.length === 0) return null;
  const records = ids.map((id) => {
    const playbook = optionOf(id);
    return playbook === null ? { id, reference: '', title: null } : { ...playbook, path: `/playbooks/${id}` };
  });
  return (
    <section>
      <SectionHead title={t('course.playbooks')} count={ids.length} />
      <RecordLinks records={records} untitled={t('course.playbookGone')} />
    </section>
  );
}

interface TaughtPlaybooksFieldProps {
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** The same playbooks in the form of the course. */
export function TaughtPlaybooksField(props: TaughtPlaybooksFieldProps) {
  const { t } = useTranslation('training');
  return (
    <RecordsField
      label={t('course.playbooks')}
      hint={t('course.playbooksHint')}
      gone={t('course.playbookGone')}
      options={usePlaybookOptions()}
      {...props}
    />
  );
}
