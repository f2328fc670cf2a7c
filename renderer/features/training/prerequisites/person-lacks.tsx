import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUuid } from '../../../../shared/base/ids.ts';
import { noteLimit } from '../../../../shared/domain/note-limit.ts';
import type { Lack } from '../../../../shared/domain/prerequisite/prerequisites.ts';
import type { RosterRow } from '../../../../shared/domain/training/roster.ts';
import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useCourseOptions } from '../../../data/use-record-options.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import css from '../training.module.css';
import { useAdmission } from './use-admission.ts';
import type { PersonPrerequisites, RosterPrerequisites } from './use-prerequisites.ts';

/** In a row of the roster: how much somebody lacks, or that they were admitted all the same. */
export function LackTag({ of: { open, admission } }: { readonly of: PersonPrerequisites }) {
  const { t } = useTranslation('training');
  if (open.length > 0) return <Tag tone="due">{t('before.lacks', { count: open.length })}</Tag>;
  return admission === null ? null : <Tag>{t('before.admitted')}</Tag>;
}

interface PersonLacksProps {
  readonly row: RosterRow;
  readonly prerequisites: RosterPrerequisites;
  readonly mayEdit: boolean;
}

/** What somebody lacks, what was decided about it, and the decision itself ([PQ4]). */
export function PersonLacks({ row, prerequisites, mayEdit }: PersonLacksProps) {
  const { t } = useTranslation('training');
  const { open, admission } = prerequisites.of(row);
  const { takeBack, saving } = useAdmission();
  return (
    <>
      {admission !== null && (
        <section className={css.lacks}>
          <h3>{t('before.admittedBy', { name: admission.by })}</h3>
          <LackList lacks={admission.without.map((what) => ({ what, until: null }))} />
          <p>
            <PlainText text={admission.why} />
          </p>
          {mayEdit && (
            <ActionButton disabled={saving} onClick={() => void takeBack(row.enrolments)}>
              {t('before.takeBack')}
            </ActionButton>
          )}
        </section>
      )}
      {open.length > 0 && (
        <section className={css.lacks}>
          <h3>{t('before.lacks', { count: open.length })}</h3>
          <LackList lacks={open} />
          {mayEdit && <Decision row={row} without={[...(admission?.without ?? []), ...open.map(({ what }) => what)]} />}
        </section>
      )}
    </>
  );
}

/** The reason for which somebody is admitted all the same; without one nothing is kept. */
function Decision({ row, without }: { readonly row: RosterRow; readonly without: readonly string[] }) {
  const { t } = useTranslation('training');
  const { admit, saving } = useAdmission();
  const [why, setWhy] = useState('');
  return (
    <>
      <FormField
        label={t('before.why')}
        hint={t('before.whyHint')}
        lines={2}
        maxLength={noteLimit}
        value={why}
        onChange={setWhy}
      />
      <ActionButton
        size="medium"
        icon={IconUserCheck}
        disabled={saving || why.trim() === ''}
        onClick={() => void admit(row.enrolments, without, why)}
      >
        {t('before.admit')}
      </ActionButton>
    </>
  );
}

/** Courses by their titles, competencies by their names in the reader's language, and until when somebody had them. */
function LackList({ lacks }: { readonly lacks: readonly Pick<Lack, 'what' | 'until'>[] }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { optionOf } = useCourseOptions();
  const nameOf = useCompetencyNames();
  return (
    <ul>
      {lacks.map(({ what, until }) => {
        const course = optionOf(what);
        return (
          <li key={what}>
            {course === null ? (
              <CompetencyName words={isUuid(what) ? t('course.gone') : what} name={nameOf(what)} />
            ) : (
              <PlainText text={course.title?.text ?? course.reference} lang={course.title?.lang} />
            )}
            {until !== null && <span> · {t('before.over', { date: dayText(format, until, 'medium') })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
