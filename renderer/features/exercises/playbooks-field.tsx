import { useTranslation } from 'react-i18next';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { ActiveFilter } from '../../ui/filter-chip.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { TypeAhead } from '../../ui/type-ahead.tsx';
import css from './exercises.module.css';

interface PlaybooksFieldProps {
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** Playbooks by typing; each that is chosen stands under the field and is taken away by a press. */
export function PlaybooksField({ chosen, onChange }: PlaybooksFieldProps) {
  const { t } = useTranslation('exercises');
  const { find, optionOf } = usePlaybookOptions();
  return (
    <div>
      <TypeAhead
        label={t('form.playbooks')}
        hint={t('form.playbooksHint')}
        find={(typed) => find(typed).filter(({ id }) => !chosen.includes(id))}
        keyOf={({ id }) => id}
        renderOption={({ title, reference }) => (
          <>
            {reference !== '' && <RecordId>{reference}</RecordId>}
            <PlainText text={title?.text ?? t('exercise.playbookGone')} lang={title?.lang} />
          </>
        )}
        onTake={({ id }) => onChange([...chosen, id])}
      />
      <div className={css.chosen}>
        {chosen.map((id) => (
          <ActiveFilter
            key={id}
            name={optionOf(id)?.reference ?? ''}
            value={optionOf(id)?.title?.text ?? t('exercise.playbookGone')}
            onRemove={() => onChange(chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </div>
  );
}
