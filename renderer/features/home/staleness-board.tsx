import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type StaleFindings, type StaleRow, type StaleThing, staleDays } from '../../feature.ts';
import { useFeatures } from '../../feature-list.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useTranslate } from '../../i18n/use-translate.ts';
import { useArriving } from '../../ui/arriving.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { placeOnAxis, staleRows } from './staleness.ts';
import css from './staleness-board.module.css';
import { useStale } from './use-stale.ts';

/** Before the next deployment: what is late stands filled before today, what is coming hollow after it. */
export function StalenessBoard() {
  const { t } = useTranslation('home');
  const rows = staleRows(useFeatures());
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="home-late">
      <SectionHead id="home-late" title={t('late.title')} />
      <Panel className={css.board ?? ''}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
        <Scale />
      </Panel>
    </section>
  );
}

function Row({ row }: { readonly row: StaleRow }) {
  const t = useTranslate();
  const { format } = useLocale();
  const found = useStale(row);
  // While records are still coming, "nothing is late" would be a guess.
  const arriving = useArriving();
  const isLate = found !== undefined && found.late.length > 0;
  return (
    <div className={css.row}>
      <b className={`${css.count} ${isLate ? css[row.tone] : ''} wp-num`}>
        {found === undefined ? '–' : format.number(found.late.length)}
      </b>
      <div className={css.what}>
        <Link to={row.path} {...(row.search ? { search: row.search as never } : {})} className={css.link ?? ''}>
          {row.label(t)}
        </Link>
        {found && <Worst thing={found.late[0] ?? found.coming[0]} none={arriving?.title ?? row.none(t)} />}
      </div>
      {found && <Track row={row} found={found} />}
    </div>
  );
}

/** What is worst off, or that nothing is. */
function Worst({ thing, none }: { readonly thing: StaleThing | undefined; readonly none: string }) {
  if (thing === undefined) return <span>{none}</span>;
  return <bdi {...contentLanguage(thing.title?.lang)}>{thing.title?.text ?? thing.reference}</bdi>;
}

function Track({ row, found }: { readonly row: StaleRow; readonly found: StaleFindings }) {
  const isUndated = found.late.some(({ days }) => days === null);
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
      {isUndated && <Undated row={row} found={found} />}
      {found.late.map((thing) => thing.days !== null && <Dot key={thing.id} days={thing.days} tone={row.tone} />)}
      {found.coming.map((thing) => thing.days !== null && <Dot key={thing.id} days={thing.days} tone="coming" />)}
    </div>
  );
}

function Undated({ row, found }: { readonly row: StaleRow; readonly found: StaleFindings }) {
  const t = useTranslate();
  const { format } = useLocale();
  return (
    <span className={css.undated}>
      {row.undated && <span>{row.undated(t)}</span>}
      {found.groups?.map(({ name, lang, count }) => (
        <span key={name}>
          <bdi {...contentLanguage(lang)}>{name}</bdi> <span className="wp-num">{format.number(count)}</span>
        </span>
      ))}
    </span>
  );
}

function Dot({ days, tone }: { readonly days: number; readonly tone: StaleRow['tone'] | 'coming' }) {
  return (
    <span
      className={`${css.dot} ${css[`${tone}Dot`]}`}
      style={{ insetInlineStart: `${placeOnAxis(days) * 100}%` }}
      aria-hidden="true"
    />
  );
}

function Scale() {
  const { t } = useTranslation('home');
  return (
    <div className={`${css.row} ${css.scale}`} aria-hidden="true">
      <div className={css.days}>
        <span>{t('late.daysLate', { count: staleDays })}</span>
        <b>{t('late.today')}</b>
        <span>{t('late.daysOn', { count: staleDays })}</span>
      </div>
    </div>
  );
}
