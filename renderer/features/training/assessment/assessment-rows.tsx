import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { saysTheSame } from '../../../../shared/domain/assessment/assessment-result.ts';
import { type CompetencyStanding, resultOf } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { PersonName } from '../person-name.tsx';
import training from '../training.module.css';
import type { OpenSession } from '../use-session.ts';
import css from './assessment.module.css';
import type { Assessment } from './use-assessment.ts';

interface AssessmentRowsProps {
  readonly open: OpenSession;
  readonly assessment: Assessment;
}

/** People down, competencies across; a name opens that person's turn. */
export function AssessmentRows({ open, assessment }: AssessmentRowsProps) {
  const { t } = useTranslation('training');
  const nameOf = useCompetencyNames();
  const competencies = [...new Set(assessment.items.map(({ competency = '' }) => competency))];
  return (
    <div className={css.scroll}>
      <table className={css.map} aria-label={t('assessment.people')}>
        <thead>
          <tr>
            <th scope="col">{t('assessment.person')}</th>
            {competencies.map((competency) => (
              <th key={competency} scope="col">
                <CompetencyName words={competency} name={nameOf(competency)} />
              </th>
            ))}
            <th scope="col">{t('assessment.recordedColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {open.roster.map(({ person }) => (
            <PersonCells key={person.id} open={open} person={person} assessment={assessment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PersonCellsProps extends AssessmentRowsProps {
  readonly person: OpenSession['roster'][number]['person'];
}

function PersonCells({ open, person, assessment }: PersonCellsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  const standing = assessment.standingOf(person.id);
  const recorded = assessment.recordedOf(person.id);
  const now = resultOf(standing);
  const isChanged = recorded !== undefined && (now === null || !saysTheSame(recorded.results, now));
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={css.person}
          aria-label={t('assessment.assessPerson', { name: shownName(person) })}
          onClick={() => void navigate({ to: `/training/sessions/${open.session.id}/assessment/${person.id}` })}
        >
          <PersonName person={person} />
        </button>
      </th>
      {standing.competencies.map((each) => (
        <StandingCell key={each.competency} standing={each} />
      ))}
      <td>
        {recorded !== undefined && (
          <span className={training.quiet}>
            {t('assessment.recordedBy', { day: dayText(format, recorded.day, 'medium'), name: recorded.by })}
          </span>
        )}
        {isChanged && <span className={css.differs}>{t('assessment.changed')}</span>}
      </td>
    </tr>
  );
}

function StandingCell({ standing }: { readonly standing: CompetencyStanding }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { state, percent, marked, of, differs } = standing;
  return (
    <td data-state={marked === 0 ? 'none' : state}>
      <span className={css.state}>{t(`assessmentState.${state}`)}</span>
      <span className={css.figure}>
        {state === 'open'
          ? t('assessment.marked', { done: marked, total: of })
          : percent !== null && format.percent(percent / 100)}
      </span>
      {differs && <span className={css.differs}>{t('assessment.differs')}</span>}
    </td>
  );
}
