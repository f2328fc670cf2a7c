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
  const { format } = useLocale();
  const { past, coming, untranslated, missingByLanguage } = latenessOf(playbooks);
  const first = past[0] ?? coming[0];
  return (
    <section aria-labelledby="home-late">
      <SectionHead id="home-late" title={t('late.title')}>
        <Link to="/playbooks" search={{ sort: 'review' } as never} className={home.all ?? ''}>
          {t('late.open')}
          <IconChevronRight size={14} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
        </Link>
      </SectionHead>
      <Panel className={css.board ?? ''}>
        <div className={css.row}>
          <b className={`${css.count} ${past.length > 0 ? css.bad : ''} wp-num`}>{format.number(past.length)}</b>
          <div className={css.what}>
            <b>{t('late.review')}</b>
            {first ? (
              <span>
                <bdi {...contentLanguage(first.title?.lang)}>{first.title?.text ?? first.reference}</bdi>
              </span>
            ) : (
              <span>{t('late.none')}</span>
            )}
          </div>
          <Track>
            {past.map((playbook) => (
              <Dot key={playbook.id} days={playbook.reviewIn ?? 0} kind="late" />
            ))}
            {coming.map((playbook) => (
              <Dot key={playbook.id} days={playbook.reviewIn ?? 0} kind="coming" />
            ))}
          </Track>
        </div>
        <div className={css.row}>
          <b className={`${css.count} ${untranslated.length > 0 ? css.due : ''} wp-num`}>
            {format.number(untranslated.length)}
          </b>
          <div className={css.what}>
            <b>{t('late.translations')}</b>
            {untranslated[0] ? (
              <span>
                <bdi {...contentLanguage(untranslated[0].title?.lang)}>
                  {untranslated[0].title?.text ?? untranslated[0].reference}
                </bdi>
              </span>
            ) : (
              <span>{t('late.allTranslated')}</span>
            )}
          </div>
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
        <div className={`${css.row} ${css.scale}`} aria-hidden="true">
          <div className={css.days}>
            <span>{t('late.daysLate', { count: axisDays })}</span>
            <b>{t('late.today')}</b>
            <span>{t('late.daysOn', { count: axisDays })}</span>
          </div>
        </div>
      </Panel>
    </section>
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
