import { useTranslation } from 'react-i18next';
import { type AssessmentItem, scaleOf, valuesOf } from '../../../../shared/domain/assessment/assessment-item.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { linesOf } from '../../../../shared/domain/text-lines.ts';
import type { PersonRow } from '../../../../shared/domain/training/roster.ts';
import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PersonName } from '../person-name.tsx';
import { SessionSheet } from '../session-sheet.tsx';
import type { OpenSession } from '../use-session.ts';
import css from './assessment.module.css';

interface PaperFormsProps {
  readonly open: OpenSession;
  readonly items: readonly AssessmentItem[];
}

/** The form on paper, a page for each person ([AM11]). */
export function PaperForms({ open, items }: PaperFormsProps) {
  return open.roster.map(({ person }) => (
    <SessionSheet key={person.id} open={open}>
      <PaperForm person={person} items={items} />
    </SessionSheet>
  ));
}

function PaperForm({ person, items }: { readonly person: PersonRow; readonly items: readonly AssessmentItem[] }) {
  const { t } = useTranslation('training');
  const nameOf = useCompetencyNames();
  const competencies = [...new Set(items.map(({ competency = '' }) => competency))];
  return (
    <div>
      <h1>
        <PersonName person={person} />
      </h1>
      <p>{t('assessment.tick')}</p>
      {competencies.map((competency) => (
        <section key={competency}>
          <h2>
            <CompetencyName words={competency} name={nameOf(competency)} />
          </h2>
          {items
            .filter((item) => (item.competency ?? '') === competency)
            .map((item) => (
              <PaperItem key={item.id} item={item} />
            ))}
        </section>
      ))}
      <dl className={css.signed}>
        <dt>{t('assessment.notes')}</dt>
        <dd />
        <dt>{t('assessment.assessorOnPaper')}</dt>
        <dd />
        <dt>{t('assessment.signature')}</dt>
        <dd />
      </dl>
    </div>
  );
}

function PaperItem({ item }: { readonly item: AssessmentItem }) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const title = pickText(item.title, language, item.language);
  const levels = pickText(item.levels, language, item.language);
  const lines = item.kind === 'points' ? [] : linesOf(levels?.text ?? '');
  return (
    <div className={css.paperItem}>
      <b {...contentLanguage(title?.lang)}>{title?.text ?? t('assessment.untitled')}</b>
      <ul>
        {valuesOf(scaleOf(item)).map((value) => (
          <li key={value}>
            <span className={css.box} /> {format.number(value)}{' '}
            {lines[value - 1] !== undefined && <span {...contentLanguage(levels?.lang)}>{lines[value - 1]}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
