import { useTranslation } from 'react-i18next';
import { useStepOptions } from '../../data/use-record-options.ts';
import { ActiveFilter } from '../../ui/filter-chip.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { TypeAhead } from '../../ui/type-ahead.tsx';
import css from './reviews.module.css';

/** A step and the playbook that it belongs to. */
export interface ChosenStep {
  readonly playbook: string;
  readonly step: string;
}

interface StepFieldProps {
  readonly label: string;
  readonly chosen: ChosenStep | null;
  onChange(chosen: ChosenStep | null): void;
}

/** A step of a playbook, found while typing its name or the playbook's; what is chosen is taken away by a press. */
export function StepField({ label, chosen, onChange }: StepFieldProps) {
  const { t } = useTranslation('reviews');
  const { find, optionOf, playbooks } = useStepOptions();
  const step = optionOf(chosen?.step);
  const playbook = playbooks.optionOf(chosen?.playbook);
  return (
    <div>
      <TypeAhead
        label={label}
        hint={t('step.hint')}
        find={find}
        keyOf={({ id }) => id}
        renderOption={(option) => {
          const parent = playbooks.optionOf(option.parent);
          return (
            <>
              {parent !== null && parent.reference !== '' && <RecordId>{parent.reference}</RecordId>}
              <PlainText text={option.title?.text ?? t('step.untitled')} lang={option.title?.lang} />
              <span className={css.quiet}>
                <PlainText text={parent?.title?.text ?? ''} lang={parent?.title?.lang} />
              </span>
            </>
          );
        }}
        onTake={(option) => onChange({ playbook: option.parent, step: option.id })}
      />
      {chosen !== null && (
        <div className={css.chosen}>
          <ActiveFilter
            name={playbook?.reference || (playbook?.title?.text ?? '')}
            value={step?.title?.text ?? t('step.gone')}
            onRemove={() => onChange(null)}
          />
        </div>
      )}
    </div>
  );
}
