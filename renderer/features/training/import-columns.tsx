import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnRole, columnRoles } from '../../../shared/domain/roster-import/column-mapping.ts';
import { type DecodedText, type Encoding, encodings } from '../../../shared/domain/roster-import/decode-text.ts';
import { type DateOrder, dateOrders } from '../../../shared/domain/roster-import/read-dates.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { MergedWord, TableChoices } from '../../ui/table-choices.tsx';
import css from './import.module.css';
import { VisibleName } from './person-name.tsx';
import training from './training.module.css';
import type { RosterChoices, RosterFile } from './use-roster-file.ts';

interface ImportColumnsProps {
  readonly file: RosterFile;
  onChoose(choices: RosterChoices): void;
}

/** How the file was read, and what each of its columns holds. */
export function ImportColumns({ file, onChoose }: ImportColumnsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const id = useId();
  const { decoded, mapping, headings, rows, table } = file;
  const anew = { mapping: undefined, dateOrder: null } as const;
  const choose = (column: number, role: ColumnRole | null) => {
    // A role has one column: the newer choice takes it.
    onChoose({ mapping: mapping.map((before, index) => (index === column ? role : before === role ? null : before)) });
  };
  return (
    <section>
      <SectionHead title={t('import.columns')} count={mapping.length} />
      <div className={css.reading}>
        {decoded !== null && (
          <EncodingField decoded={decoded} onEncoding={(encoding) => onChoose({ ...anew, encoding })} />
        )}
        <TableChoices
          tables={file.tables}
          chosen={file.chosen}
          header={file.header}
          onTable={(chosen) => onChoose({ ...anew, chosen, header: undefined })}
          onHeader={(header) => onChoose({ ...anew, header })}
        />
      </div>
      {decoded !== null && decoded.unreadable > 0 && (
        <Banner tone="due">{t('import.unreadable', { count: decoded.unreadable })}</Banner>
      )}
      <MergedWord count={table.merged} />
      <div className={css.columns}>
        {mapping.map((role, column) => {
          const heading = headings[column] ?? '';
          const sample = rows.find(({ cells }) => (cells[column] ?? '') !== '')?.cells[column];
          const label = heading === '' ? t('import.column', { number: format.number(column + 1) }) : heading;
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
      {file.asksForDates && <DateQuestion order={file.dateOrder} onOrder={(dateOrder) => onChoose({ dateOrder })} />}
    </section>
  );
}

interface EncodingFieldProps {
  readonly decoded: DecodedText;
  onEncoding(encoding: Encoding): void;
}

function EncodingField({ decoded, onEncoding }: EncodingFieldProps) {
  const { t } = useTranslation('training');
  return (
    <div>
      <SelectField
        label={t('import.encoding')}
        ltr
        value={decoded.encoding}
        options={encodings.map((encoding) => ({ value: encoding, label: encoding }))}
        onChange={onEncoding}
      />
      <p className={training.hint}>{t(`certainty.${decoded.certainty}`)}</p>
    </div>
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
