import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { columnRoles } from '../../../shared/domain/roster-import/column-mapping.ts';
import { type DecodedText, type Encoding, encodings } from '../../../shared/domain/roster-import/decode-text.ts';
import { type DateOrder, dateOrders } from '../../../shared/domain/roster-import/read-dates.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FileColumns } from '../../ui/file-columns.tsx';
import field from '../../ui/form-field.module.css';
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
  const { decoded, mapping, headings, rows, table } = file;
  const anew = { mapping: undefined, dateOrder: null } as const;
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
      <FileColumns
        mapping={mapping}
        rows={rows}
        kinds={columnRoles.map((value) => ({ value, label: t(`column.${value}`) }))}
        leaveOut={t('import.leaveOut')}
        headingOf={(column) => (
          <VisibleName name={headings[column] || t('import.column', { number: format.number(column + 1) })} />
        )}
        renderSample={(sample) => <VisibleName name={sample} />}
        onChange={(chosen) => onChoose({ mapping: chosen })}
      />
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
        className={field.input}
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
