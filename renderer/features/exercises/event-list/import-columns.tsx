import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { eventColumns } from '../../../../shared/domain/event-list-import/event-columns.ts';
import { readTime } from '../../../../shared/domain/event-list-import/read-time.ts';
import type { TableFile } from '../../../../shared/domain/spreadsheet/read-table-file.ts';
import { languages } from '../../../i18n/languages.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { FileColumns } from '../../../ui/file-columns.tsx';
import { FieldRow } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { MergedWord, TableChoices } from '../../../ui/table-choices.tsx';
import css from '../exercises.module.css';
import type { EventChoices, ReadEventFile } from './use-event-file.ts';

interface ImportColumnsProps {
  readonly file: TableFile;
  readonly read: ReadEventFile;
  readonly choices: EventChoices;
  onChange(change: Partial<EventChoices>): void;
}

/** How a file was read, and what each of its columns holds: suggested, and a person has the last word. */
export function ImportColumns({ file, read, choices, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  const { plan, table } = read;
  return (
    <section>
      <SectionHead title={t('import.columns')} count={read.mapping.length} />
      <FieldRow>
        <TableChoices
          tables={file.tables}
          chosen={choices.table}
          header={read.header}
          onTable={(place) => onChange({ table: place, header: null, mapping: null })}
          onHeader={(place) => onChange({ header: place ?? -1, mapping: null })}
        />
        <SelectField
          label={t('import.language')}
          value={choices.language}
          options={languages.map(({ code, name }) => ({ value: code as string, label: name, lang: code }))}
          onChange={(language) => onChange({ language })}
        />
        {plan.hasOffsets && <BeginsField begins={choices.begins} onChange={(begins) => onChange({ begins })} />}
      </FieldRow>
      {plan.firstDate !== null && (
        <p className={css.quiet}>{t('import.firstDate', { date: dayText(format, plan.firstDate, 'medium') })}</p>
      )}
      <MergedWord count={table.merged} />
      <Columns read={read} onChange={onChange} />
    </section>
  );
}

function BeginsField({ begins, onChange }: { readonly begins: number; onChange(begins: number): void }) {
  const { t } = useTranslation('exercises');
  const shown = clockTime(begins).time;
  return (
    <FormField
      label={t('import.begins')}
      hint={t('import.beginsHint')}
      value={shown}
      maxLength={5}
      onChange={(typed) => {
        const reading = readTime(typed);
        if (reading.kind === 'clock') onChange(reading.minutes);
      }}
    />
  );
}

function Columns({ read, onChange }: Pick<ImportColumnsProps, 'read' | 'onChange'>) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  const { mapping, headings, rows } = read;
  return (
    <div className={css.columns}>
      <FileColumns
        mapping={mapping}
        rows={rows}
        kinds={eventColumns.map((value) => ({ value, label: t(`column.${value}`) }))}
        leaveOut={t('import.leaveOut')}
        headingOf={(column) => (
          <bdi>{headings[column] || t('import.column', { number: format.number(column + 1) })}</bdi>
        )}
        renderSample={(sample) => <bdi>{sample}</bdi>}
        onChange={(chosen) => onChange({ mapping: chosen })}
      />
    </div>
  );
}
