import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { type EventColumn, eventColumns } from '../../../../shared/domain/event-list-import/event-columns.ts';
import { readTime } from '../../../../shared/domain/event-list-import/read-time.ts';
import type { TableFile } from '../../../../shared/domain/spreadsheet/read-table-file.ts';
import { languages } from '../../../i18n/languages.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
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
  const id = useId();
  const { mapping, headings, rows } = read;
  const choose = (column: number, holds: EventColumn | null) => {
    // What it holds has one column: the newer choice takes it.
    onChange({ mapping: mapping.map((before, at) => (at === column ? holds : before === holds ? null : before)) });
  };
  return (
    <div className={css.columns}>
      {mapping.map((holds, column) => {
        const heading = headings[column] ?? '';
        const sample = rows.find(({ cells }) => (cells[column] ?? '') !== '')?.cells[column];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={column} className={css.column}>
            <label htmlFor={`${id}-${column}`}>
              <bdi>{heading === '' ? t('import.column', { number: format.number(column + 1) }) : heading}</bdi>
            </label>
            <select
              id={`${id}-${column}`}
              className={css.select}
              value={holds ?? ''}
              onChange={(event) => choose(column, (event.currentTarget.value || null) as EventColumn | null)}
            >
              <option value="">{t('import.leaveOut')}</option>
              {eventColumns.map((each) => (
                <option key={each} value={each}>
                  {t(`column.${each}`)}
                </option>
              ))}
            </select>
            <bdi className={css.sample}>{sample?.slice(0, 60)}</bdi>
          </div>
        );
      })}
    </div>
  );
}
