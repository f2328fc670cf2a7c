import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnRole, columnRoles } from '../../../shared/domain/roster-import/column-mapping.ts';
import { type Encoding, encodings } from '../../../shared/domain/roster-import/decode-text.ts';
import { type DateOrder, dateOrders } from '../../../shared/domain/roster-import/read-dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './import.module.css';
import { VisibleName } from './person-name.tsx';
import training from './training.module.css';
import type { RosterFile, RosterFileActions } from './use-roster-file.ts';

interface ImportColumnsProps {
  readonly file: RosterFile;
  readonly actions: Pick<RosterFileActions, 'setEncoding' | 'setMapping' | 'setDateOrder'>;
}

/** How the file was read, and what each of its columns holds. */
export function ImportColumns({ file, actions }: ImportColumnsProps) {
  const { t } = useTranslation('training');
  const id = useId();
  const { decoded, mapping, table } = file;
  const [header, ...rows] = table.rows;
  const choose = (column: number, role: ColumnRole | null) => {
    // A role has one column: the newer choice takes it.
    actions.setMapping(mapping.map((before, index) => (index === column ? role : before === role ? null : before)));
  };
  return (
    <section>
      <SectionHead title={t('import.columns')} count={mapping.length} />
      <div className={css.encoding}>
        <label htmlFor={id}>{t('import.encoding')}</label>
        <select
          id={id}
          dir="ltr"
          translate="no"
          className={training.input}
          value={decoded.encoding}
          onChange={(event) => actions.setEncoding(event.currentTarget.value as Encoding)}
        >
          {encodings.map((encoding) => (
            <option key={encoding}>{encoding}</option>
          ))}
        </select>
        <span className={training.quiet}>{t(`certainty.${decoded.certainty}`)}</span>
      </div>
      {decoded.unreadable > 0 && <Banner tone="due">{t('import.unreadable', { count: decoded.unreadable })}</Banner>}
      <div className={css.columns}>
        {mapping.map((role, column) => {
          const heading = header?.cells[column] ?? '';
          const sample = rows.find(({ cells }) => (cells[column] ?? '') !== '')?.cells[column];
          const label = heading === '' ? t('import.column', { number: column + 1 }) : heading;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <div key={column} className={css.column}>
              <label htmlFor={`${id}-${column}`}>
                <VisibleName name={label} />
              </label>
              <select
                id={`${id}-${column}`}
                className={training.input}
                value={role ?? ''}
                onChange={(event) => choose(column, (event.currentTarget.value || null) as ColumnRole | null)}
              >
                <option value="">{t('import.leaveOut')}</option>
                {columnRoles.map((each) => (
                  <option key={each} value={each}>
                    {t(`column.${each}`)}
                  </option>
                ))}
              </select>
              <span className={training.hint}>
                {sample !== undefined && <VisibleName name={sample.slice(0, 60)} />}
              </span>
            </div>
          );
        })}
      </div>
      {file.asksForDates && <DateQuestion order={file.dateOrder} onOrder={actions.setDateOrder} />}
    </section>
  );
}

interface DateQuestionProps {
  readonly order: DateOrder | null;
  onOrder(order: DateOrder | null): void;
}

/** The file does not say how its dates are meant: nothing is guessed, somebody who knows is asked. */
function DateQuestion({ order, onOrder }: DateQuestionProps) {
  const { t } = useTranslation('training');
  const id = useId();
  return (
    <div className={css.encoding}>
      <label htmlFor={id}>{t('dates.ask')}</label>
      <select
        id={id}
        className={training.input}
        value={order ?? ''}
        onChange={(event) => onOrder((event.currentTarget.value || null) as DateOrder | null)}
      >
        <option value="">{t('dates.leaveOut')}</option>
        {dateOrders.map((each) => (
          <option key={each} value={each}>
            {t(`dates.${each}`)}
          </option>
        ))}
      </select>
      <span className={training.quiet}>{t('dates.why')}</span>
    </div>
  );
}
