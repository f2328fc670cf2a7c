import { useTranslation } from 'react-i18next';
import { type Localised, pickText } from '../../../../shared/domain/localised.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Prose } from '../../../ui/page-body.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { CompetencyTags } from '../frameworks/competency-tags.tsx';
import css from '../training.module.css';
import type { OpenPlacement } from './use-placement.ts';

interface PlacementTextsProps {
  readonly open: OpenPlacement;
}

/** Why somebody is placed, what they are to learn, what they report and what others learn of it. */
export function PlacementTexts({ open }: PlacementTextsProps) {
  const { t } = useTranslation('training');
  const { placement } = open;
  const { purpose, competencies = [], report, lessons, language } = placement;
  return (
    <>
      <Word open={open} />
      <Text title={t('placement.purpose')} texts={purpose} written={language} />
      {competencies.length > 0 && (
        <section>
          <SectionHead title={t('placement.competencies')} count={competencies.length} />
          <CompetencyTags competencies={competencies} />
        </section>
      )}
      <Text
        title={t('placement.report')}
        texts={report}
        written={language}
        meta={<ReportWord open={open} />}
        none={t('placement.noReport')}
      />
      <Text title={t('placement.lessons')} texts={lessons} written={language} />
    </>
  );
}

/** What somebody has to know first: that it was called off, or that its report is due. */
function Word({ open: { placement, state, due } }: PlacementTextsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { calledOff, calledOffWhy } = placement;
  if (state === 'called-off' && calledOff !== undefined) {
    return (
      <Banner tone="info" title={t('placement.calledOffOn', { day: dayText(format, calledOff, 'medium') })}>
        {calledOffWhy !== undefined && <bdi>{calledOffWhy}</bdi>}
      </Banner>
    );
  }
  if (state !== 'report-due' || due === null) return null;
  return <Banner tone="due" title={t('placement.dueSince', { day: dayText(format, due, 'medium') })} />;
}

/** When the report was handed in, or is to be. */
function ReportWord({ open: { placement, state, due } }: PlacementTextsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { reportedOn, report } = placement;
  if (reportedOn !== undefined) return t('placement.handedIn', { day: dayText(format, reportedOn, 'medium') });
  if (Object.values(report).some(Boolean)) return t('placement.draft');
  const isSaidAbove = state === 'called-off' || state === 'report-due';
  return isSaidAbove || due === null ? null : t('placement.dueBy', { day: dayText(format, due, 'medium') });
}

interface TextProps {
  readonly title: string;
  readonly texts: Localised;
  readonly written: string | undefined;
  readonly meta?: React.ReactNode;
  /** Said where there is no text; without it the section is left out. */
  readonly none?: string;
}

function Text({ title, texts, written, meta, none }: TextProps) {
  const { language } = useLocale();
  const text = pickText(texts, language, written);
  if (text === null && none === undefined) return null;
  return (
    <section>
      <SectionHead title={title} meta={meta} />
      {text === null ? <p className={css.quiet}>{none}</p> : <Prose text={text.text} lang={text.lang} />}
    </section>
  );
}
