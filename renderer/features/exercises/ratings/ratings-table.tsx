import { IconMessage } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { agreedValue } from '../../../../shared/domain/evaluation/evaluation-report.ts';
import { ratingOfPerson, valuesOf } from '../../../../shared/domain/evaluation/rating-standing.ts';
import { ratingValues } from '../../../../shared/domain/evaluation/rating-value.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { RatingMark } from '../../../data/ratings/rating-mark.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { iconStroke } from '../../../ui/icon.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import css from './ratings.module.css';
import type { RatingRow } from './ratings-model.ts';
import { Spread } from './spread.tsx';

interface RatingsTableProps {
  readonly rows: readonly RatingRow[];
  readonly names: readonly string[];
  readonly current: string | undefined;
  onChoose(id: string): void;
}

/** With more evaluators than these their marks are counted: columns would be too narrow to read. */
const columnsAtMost = 5;

/** Targets and tasks, a column for each evaluator, how far they lie apart, and what was agreed. */
export function RatingsTable({ rows, names, current, onChoose }: RatingsTableProps) {
  const { t } = useTranslation('exercises');
  const columns = names.length > columnsAtMost ? null : names;
  const style = { '--evaluators': columns === null ? '150px' : `repeat(${names.length}, 62px)` } as CSSProperties;
  if (rows.length === 0) return <p className={css.quiet}>{t('rating.noRows')}</p>;
  return (
    <div className={css.table} style={style}>
      <div className={`${css.columns} ${css.heads}`} aria-hidden="true">
        <span />
        <span>{t('rating.item')}</span>
        {columns === null ? (
          <span className={css.cell}>{t('people.evaluators')}</span>
        ) : (
          columns.map((name) => (
            <span key={name} className={css.person} title={name}>
              <Avatar name={name} size="small" />
              <bdi>{name.split(/\s+/u)[0]}</bdi>
            </span>
          ))
        )}
        <span className={css.cell}>{t('rating.spread')}</span>
        <span className={css.cell}>{t('rating.agreed')}</span>
      </div>
      <VirtualList
        label={t('rating.title')}
        items={rows}
        keyOf={({ row }) => row.id}
        selected={current}
        rowHeight={46}
        onOpen={({ row }) => onChoose(row.id)}
        onActive={({ row }) => onChoose(row.id)}
        renderRow={(row) => <Row row={row} columns={columns} />}
      />
      <p className={css.foot}>{t('rating.foot')}</p>
    </div>
  );
}

function Row({
  row: { row, standing },
  columns,
}: {
  readonly row: RatingRow;
  readonly columns: readonly string[] | null;
}) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const text = pickText(row.text, language, row.language);
  return (
    <span className={`${css.columns} ${css[row.level]}`}>
      <span className={css.number}>{row.number}</span>
      <span className={`${css.text} ${standing.spread > 0 ? css.differs : ''}`}>
        {text === null ? t('guide.wordless') : <PlainText text={text.text} lang={text.lang} />}
      </span>
      {row.level === 'objective' ? (
        <span className={css.none} />
      ) : columns === null ? (
        <Counts standing={standing} />
      ) : (
        columns.map((name) => <Cell key={name} name={name} standing={standing} />)
      )}
      <span className={css.cell}>
        <Spread values={valuesOf(standing)} />
      </span>
      <Agreed standing={standing} />
    </span>
  );
}

function Cell({ name, standing }: Pick<RatingRow, 'standing'> & { readonly name: string }) {
  const rated = ratingOfPerson(standing, name);
  return (
    <span className={css.cell}>
      {rated?.shown.value !== undefined && (
        <>
          <bdi className="wp-unseen">{name}</bdi>
          <RatingMark value={rated.shown.value} quiet={standing.spread === 0} />
        </>
      )}
    </span>
  );
}

function Counts({ standing }: Pick<RatingRow, 'standing'>) {
  const { format } = useLocale();
  const values = valuesOf(standing);
  return (
    <span className={css.counts}>
      {ratingValues
        .map((value) => ({ value, count: values.filter((each) => each === value).length }))
        .filter(({ count }) => count > 0)
        .map(({ value, count }) => (
          <bdi key={value} dir="ltr">
            {format.number(count)} {value}
          </bdi>
        ))}
    </span>
  );
}

function Agreed({ standing: { agreed, dissent, people, since } }: Pick<RatingRow, 'standing'>) {
  const { t } = useTranslation('exercises');
  const value = agreedValue(agreed);
  if (value === null)
    return <span className={css.cell}>{people.length > 0 && <i className={css.open}>{t('rating.open')}</i>}</span>;
  return (
    <span className={css.cell}>
      {dissent.length > 0 && (
        <span className={css.dissentSign}>
          <IconMessage size={15} stroke={iconStroke} aria-hidden="true" className="wp-mirror" />
          <span className="wp-unseen">{t('rating.withDissent')}</span>
        </span>
      )}
      <span className="wp-unseen">{t('rating.agreed')}</span>
      <RatingMark value={value} />
      {since.length > 0 && <span className={css.sinceSign}>{t('rating.sinceShort', { count: since.length })}</span>}
    </span>
  );
}
