import { IconAlertTriangle, IconChecks, IconClockHour4 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CentreGlance } from '../../../shared/protocol/network-glance.ts';
import { networkGlanceQuery } from '../../data/record-queries.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type Icon, iconStroke } from '../../ui/icon.ts';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { byUrgency, type CentreStanding, standingOf } from './centre-order.ts';
import css from './home-centres.module.css';

/** How the centres are, as the hub last told it: most urgent first, and as of when. */
export function HomeCentres() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const now = useMinuteClock();
  const { data: glance } = useQuery(networkGlanceQuery());
  if (glance === undefined) return null;
  const centres = [...(glance?.centres ?? [])].sort(byUrgency);
  return (
    <section aria-labelledby="home-centres">
      <SectionHead
        id="home-centres"
        title={t('centres.title')}
        {...(glance === null ? {} : { count: centres.length })}
        meta={glance && <time dateTime={isoOf(glance.at)}>{asOf(glance.at)}</time>}
      />
      <Panel>
        {centres.length === 0 ? (
          <PanelNote>{glance === null ? t('centres.notYet') : t('centres.none')}</PanelNote>
        ) : (
          <ul className={css.list}>
            {centres.map((centre) => (
              <CentreRow key={centre.centre} centre={centre} now={now} />
            ))}
          </ul>
        )}
      </Panel>
    </section>
  );

  function asOf(at: number): string {
    return t('centres.asOf', { when: format.relative(at, now), date: format.dateTime(at) });
  }
}

function CentreRow({ centre, now }: { readonly centre: CentreGlance; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { quietest, laptops, retired = 0, needing, behind, waiting, held } = centre;
  const standing = standingOf(centre);
  const facts = [
    held > 0 && t('centres.held', { count: held }),
    behind > 0 && t('centres.behind', { count: behind }),
    waiting > 0 && t('centres.waiting', { count: waiting }),
    retired > 0 && t('centres.retired', { count: retired }),
  ].filter((fact) => fact !== false);
  return (
    <li className={css.row} data-standing={standing}>
      <StandingIcon standing={standing} />
      <span className={css.who}>
        {centre.centre === '' ? t('centres.shared') : <bdi className={css.name}>{centre.centre}</bdi>}
        <span className={css.quiet}>{t('centres.laptops', { count: laptops })}</span>
      </span>
      <span className={css.what}>
        <span className={css.standing}>
          {standing === 'needs-you' ? t('centres.needing', { count: needing }) : standingText()}
        </span>
        {facts.map((fact) => (
          <span key={fact} className={css.quiet}>
            {fact}
          </span>
        ))}
      </span>
      <span className={css.when}>{contactText()}</span>
    </li>
  );

  function standingText(): string {
    return standing === 'level' ? t('centres.level') : t('centres.catching');
  }
  function contactText(): string {
    if (laptops === retired) return '';
    if (quietest === null) return t('centres.neverMet');
    return laptops - retired === 1
      ? t('centres.seen', { when: format.relative(quietest, now) })
      : t('centres.allSeen', { when: format.relative(quietest, now) });
  }
}

const standingIcons: Record<CentreStanding, Icon> = {
  'needs-you': IconAlertTriangle,
  behind: IconClockHour4,
  level: IconChecks,
};

function StandingIcon({ standing }: { readonly standing: CentreStanding }) {
  const Shown = standingIcons[standing];
  return <Shown size={18} stroke={iconStroke} {...(css.icon ? { className: css.icon } : {})} aria-hidden="true" />;
}
