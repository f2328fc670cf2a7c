import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { iconStroke } from '../../ui/icon.ts';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { axisDays, type HomePlaybook, latenessOf, placeOnAxis } from './home-model.ts';
import home from './home-screen.module.css';
import css from './lateness-axis.module.css';

/** Before the next deployment: what is late stands filled before today, what is coming hollow after it. */
export function LatenessAxis({ playbooks }: { readonly playbooks: readonly HomePlaybook[] }) {
  const { t } = useTranslation('home');
  const { past, coming, untranslated, missingByLanguage } = latenessOf(playbooks);
  return (
    <section aria-labelledby="home-late">
      <SectionHead id="home-late" title={t('late.title')}>
        <Link to="/playbooks" search={{ sort: 'review' } as never} className={home.all ?? ''}>
          {t('late.open')}
          <IconChevronRight size={14} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
        </Link>
      </SectionHead>
      <Panel className={css.board ?? ''}>
        <ReviewRow past={past} coming={coming} />
        <TranslationRow untranslated={untranslated} missingByLanguage={missingByLanguage} />
        <Scale />
      </Panel>
    </section>
  );
}

type Lateness = ReturnType<typeof latenessOf>;

function ReviewRow({ past, coming }: Pick<Lateness, 'past' | 'coming'>) {
  const { t } = useTranslation('home');
  const { format } = useLocale();
  return (
    <div className={css.row}>
      <b className={`${css.count} ${past.length > 0 ? css.bad : ''} wp-num`}>{format.number(past.length)}</b>
      <Worst title={t('late.review')} playbook={past[0] ?? coming[0]} none={t('late.none')} />
      <Track>
        {past.map((playbook) => (
          <Dot key={playbook.id} days={playbook.reviewIn ?? 0} kind="late" />
        ))}
        {coming.map((playbook) => (
          <Dot key={playbook.id} days={playbook.reviewIn ?? 0} kind="coming" />
        ))}
      </Track>
    </div>
  );
}

function TranslationRow({ untranslated, missingByLanguage }: Pick<Lateness, 'untranslated' | 'missingByLanguage'>) {
  const { t } = useTranslation('home');
  const { format } = useLocale();
  return (
    <div className={css.row}>
      <b className={`${css.count} ${untranslated.length > 0 ? css.due : ''} wp-num`}>
        {format.number(untranslated.length)}
      </b>
      <Worst title={t('late.translations')} playbook={untranslated[0]} none={t('late.allTranslated')} />
      <Track isUndated>
        <span className={css.undated}>
          {missingByLanguage.map(({ language, count }) => (
            <span key={language}>
              <bdi lang={language}>{languages.find(({ code }) => code === language)?.name ?? language}</bdi>{' '}
              <span className="wp-num">{format.number(count)}</span>
            </span>
          ))}
        </span>
      </Track>
    </div>
  );
}

/** What a row counts, and the playbook that is worst off, or that there is none. */
function Worst({ title, playbook, none }: { title: string; playbook: HomePlaybook | undefined; none: string }) {
  return (
    <div className={css.what}>
      <b>{title}</b>
      <span>
        {playbook === undefined ? (
          none
        ) : (
          <bdi {...contentLanguage(playbook.title?.lang)}>{playbook.title?.text ?? playbook.reference}</bdi>
        )}
      </span>
    </div>
  );
}

function Scale() {
  const { t } = useTranslation('home');
  return (
    <div className={`${css.row} ${css.scale}`} aria-hidden="true">
      <div className={css.days}>
        <span>{t('late.daysLate', { count: axisDays })}</span>
        <b>{t('late.today')}</b>
        <span>{t('late.daysOn', { count: axisDays })}</span>
      </div>
    </div>
  );
}

function Track({ isUndated = false, children }: { readonly isUndated?: boolean; readonly children: React.ReactNode }) {
  return (
    <div className={`${css.track} ${isUndated ? css.dashed : ''}`}>
      {[-60, -30, 0, 30, 60].map((days) => (
        <span
          key={days}
          className={days === 0 ? css.today : css.line}
          style={{ insetInlineStart: `${placeOnAxis(days) * 100}%` }}
          aria-hidden="true"
        />
      ))}
      {children}
    </div>
  );
}

function Dot({ days, kind }: { readonly days: number; readonly kind: 'late' | 'coming' }) {
  return (
    <span
      className={`${css.dot} ${css[kind]}`}
      style={{ insetInlineStart: `${placeOnAxis(days) * 100}%` }}
      aria-hidden="true"
    />
  );
}
