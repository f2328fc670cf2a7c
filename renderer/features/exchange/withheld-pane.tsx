import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownMark } from '../../../shared/domain/exchange/library-format.ts';
import type { ExportPlan, ExportRow } from '../../../shared/domain/exchange/plan-export.ts';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './exchange.module.css';
import { MarkChip } from './mark-chip.tsx';
import { useTypeWords } from './use-type-words.ts';

/** What stays on this laptop and by which rule; then both by mark. */
export function WithheldPane({ plan }: { readonly plan: ExportPlan }) {
  const { t } = useTranslation('exchange');
  const typeWords = useTypeWords();
  const held = plan.rows.filter(({ reason }) => reason !== null);
  return (
    <div className={css.paneBody}>
      <section className={css.part}>
        <SectionHead
          title={t('export.stays')}
          icon={IconLock}
          meta={t('export.staysCount', { count: plan.withheld })}
        />
        {held.length === 0 && <p className={css.quiet}>{t('export.nothingStays')}</p>}
        <ul className={css.held}>
          {held.map((row) => (
            <li key={`${row.type} ${row.mark} ${row.reason}`}>
              <div className={css.heldHead}>
                <b>{t('export.heldRow', { type: typeWords(row.type), records: row.records })}</b>
                <MarkChip mark={row.mark} />
              </div>
              <ReasonWords row={row} />
            </li>
          ))}
        </ul>
      </section>
      <ByMark plan={plan} />
    </div>
  );
}

function ReasonWords({ row: { reason } }: { readonly row: ExportRow }) {
  const { t } = useTranslation('exchange');
  if (reason === 'marking') return <span className={css.due}>{t('reason.marking')}</span>;
  if (reason === 'agreement') return <span className={css.due}>{t('reason.agreement')}</span>;
  if (reason === 'consent') return <span className={css.due}>{t('reason.consent')}</span>;
  return <span className={css.due}>{reason === 'deleted' ? t('reason.deleted') : t('reason.notAllowed')}</span>;
}

function ByMark({ plan: { rows } }: { readonly plan: ExportPlan }) {
  const { t } = useTranslation('exchange');
  const { format } = useLocale();
  const countOf = (mark: ShownMark, isHeld: boolean) =>
    rows
      .filter((row) => row.mark === mark && (row.reason !== null) === isHeld)
      .reduce((sum, { records }) => sum + records, 0);
  const shown: readonly ShownMark[] = [...[...tlpLevels].reverse(), 'none'];
  const marks = shown.map((mark) => ({ mark, go: countOf(mark, false), held: countOf(mark, true) }));
  const most = Math.max(1, ...marks.map(({ go, held }) => go + held));
  return (
    <section className={css.part}>
      <SectionHead title={t('export.byMark')} />
      <Panel>
        {marks
          .filter(({ go, held }) => go + held > 0)
          .map(({ mark, go, held }) => (
            <div key={mark} className={css.markRow}>
              <MarkChip mark={mark} />
              <span className={css.bar} aria-hidden="true">
                <span className={css.barGo} style={{ inlineSize: `${(go / most) * 100}%` }} />
                <span className={css.barHeld} style={{ inlineSize: `${(held / most) * 100}%` }} />
              </span>
              <span className={css.number}>
                {t('export.go', { records: go })}
                {held > 0 && <b className={css.due}> {t('export.held', { records: format.number(held) })}</b>}
              </span>
            </div>
          ))}
      </Panel>
    </section>
  );
}
