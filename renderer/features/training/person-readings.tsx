import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accessEntry } from '../../../shared/domain/training/access-entry.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { useNoteReading, useReadings } from './use-readings.ts';

/** Enough to see who was here lately; all of them are in the file of the person's own data. */
const shownRows = 20;

/** Who opened the record of a person and why. Opening it is noted here, and said to whoever does. */
export function PersonReadings({ person, scope }: { readonly person: string; readonly scope: string }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const note = useNoteReading(person, scope);
  const readings = useReadings(person, scope);
  if (!may('create', accessEntry.type, scope)) return null;
  return (
    <section>
      <SectionHead title={t('readings.title')} count={readings?.length} />
      <p className={css.quiet}>{t('readings.why')}</p>
      <Purpose onNote={note} />
      {readings?.length === 0 && <p className={css.quiet}>{t('readings.none')}</p>}
      {readings !== undefined && readings.length > 0 && <Rows readings={readings.slice(0, shownRows)} />}
      {readings !== undefined && readings.length > shownRows && (
        <p className={css.quiet}>{t('readings.earlier', { readings: readings.length - shownRows })}</p>
      )}
    </section>
  );
}

function Rows({ readings }: { readonly readings: NonNullable<ReturnType<typeof useReadings>> }) {
  const { format } = useLocale();
  return (
    <Panel>
      {readings.map(({ id, name, purpose, day }) => (
        <ListRow
          key={id}
          title={<VisibleName name={name} />}
          sub={purpose !== '' && <VisibleName name={purpose} />}
          end={dayText(format, day, 'medium')}
        />
      ))}
    </Panel>
  );
}

function Purpose({ onNote }: { onNote(purpose: string): Promise<boolean> }) {
  const { t } = useTranslation('training');
  const [typed, setTyped] = useState('');
  const [isNoted, setIsNoted] = useState(false);
  const save = async () => {
    if (typed.trim() === '' || !(await onNote(typed))) return;
    setTyped('');
    setIsNoted(true);
  };
  return (
    <form
      className={css.purpose}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormField
        label={t('readings.purpose')}
        hint={isNoted ? t('readings.noted') : undefined}
        maxLength={500}
        value={typed}
        onChange={setTyped}
      />
      <ActionButton type="submit" disabled={typed.trim() === ''}>
        {t('readings.note')}
      </ActionButton>
    </form>
  );
}
