import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportObstacle, ImportVerdict, LibraryPlan } from '../../../shared/domain/exchange/plan-import.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { CountTable } from '../../ui/count-table.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './exchange.module.css';
import { MissingPlaybooks } from './package-facts.tsx';
import { useTypeWords } from './use-type-words.ts';

/** Obstacles shown at once; the count says how many there are. */
const shownLimit = 50;

/** What would come of each type, and every record that stands in the way. */
export function ImportPlan({ plan }: { readonly plan: LibraryPlan }) {
  const { t } = useTranslation('exchange');
  const joins = plan.records.filter(({ verdict }) => verdict === 'joins').length;
  return (
    <>
      <CountsTable plan={plan} />
      {joins > 0 && <Banner tone="due">{t('import.joins', { count: joins })}</Banner>}
      <MissingPlaybooks names={plan.missing} words={(list) => t('package.notHere', { list })} />
      <Obstacles title={t('import.inTheWay')} obstacles={plan.obstacles} />
      <Obstacles title={t('import.leftOut')} obstacles={plan.leftOut} />
    </>
  );
}

function CountsTable({ plan: { counts } }: { readonly plan: LibraryPlan }) {
  const { t } = useTranslation('exchange');
  const { format } = useLocale();
  const typeWords = useTypeWords();
  const rows = [...counts].map(([type, verdicts]) => {
    const all = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
    const fresh = (verdicts.new ?? 0) + (verdicts.unfinished ?? 0) + (verdicts.joins ?? 0);
    const same = verdicts.same ?? 0;
    return { type, fresh, same, others: all - fresh - same };
  });
  return (
    <section className={css.part}>
      <SectionHead title={t('import.whatComes')} />
      <CountTable>
        <thead>
          <tr>
            <th scope="col">{t('table.what')}</th>
            {[t('table.new'), t('table.same'), t('table.others')].map((heading) => (
              <th key={heading} scope="col" data-number={true}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ type, fresh, same, others }) => (
            <tr key={type}>
              <th scope="row">{typeWords(type)}</th>
              <td data-number={true}>{format.number(fresh)}</td>
              <td data-number={true}>{format.number(same)}</td>
              <td data-number={true} className={others > 0 ? css.due : ''}>
                {format.number(others)}
              </td>
            </tr>
          ))}
        </tbody>
      </CountTable>
    </section>
  );
}

interface ObstaclesProps {
  readonly title: string;
  readonly obstacles: readonly ImportObstacle[];
}

function Obstacles({ title, obstacles }: ObstaclesProps) {
  const typeWords = useTypeWords();
  if (obstacles.length === 0) return null;
  return (
    <section className={css.part}>
      <SectionHead title={title} icon={IconAlertTriangle} count={obstacles.length} />
      <Panel>
        {obstacles.slice(0, shownLimit).map(({ id, type, label, verdict, fields }) => (
          <ListRow
            key={id}
            title={<bdi>{label === '' ? id : label}</bdi>}
            sub={typeWords(type)}
            end={<VerdictWords verdict={verdict} fields={fields} />}
          />
        ))}
      </Panel>
    </section>
  );
}

function VerdictWords({ verdict, fields }: { readonly verdict: ImportVerdict; readonly fields: readonly string[] }) {
  const { t } = useTranslation('exchange');
  switch (verdict) {
    case 'differs':
      return (
        <span className={css.due}>
          {t('verdict.differs')} <bdi dir="ltr">{fields.filter((field) => !field.startsWith('@')).join(', ')}</bdi>
        </span>
      );
    case 'not-allowed':
      return <span className={css.due}>{t('verdict.notAllowed')}</span>;
    case 'no-scope':
      return <span className={css.due}>{t('verdict.noScope')}</span>;
    case 'of-its-hub':
      return <span className={css.quiet}>{t('verdict.ofItsHub')}</span>;
    default:
      return <span className={css.quiet}>{t('verdict.unknownType')}</span>;
  }
}
