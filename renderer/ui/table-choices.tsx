import { useTranslation } from 'react-i18next';
import type { FileTable } from '../../shared/domain/spreadsheet/read-table-file.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { Banner } from './banner.tsx';
import { SelectField } from './form-field.tsx';

/** That cells of the table took the words of a merged one. */
export function MergedWord({ count }: { readonly count: number }) {
  const { t } = useTranslation('ui');
  return count > 0 && <Banner tone="info">{t('table.merged', { count })}</Banner>;
}

interface TableChoicesProps {
  readonly tables: readonly FileTable[];
  /** Place of the table that is read. */
  readonly chosen: number;
  /** Place of the row with its headings; null for none. */
  readonly header: number | null;
  onTable(place: number): void;
  onHeader(place: number | null): void;
}

/** Which table of a file, and which of its first rows names the columns. */
export function TableChoices({ tables, chosen, header, onTable, onHeader }: TableChoicesProps) {
  const { t } = useTranslation('ui');
  const { format } = useLocale();
  const rows = tables[chosen]?.rows.slice(0, 15) ?? [];
  return (
    <>
      {tables.length > 1 && (
        <SelectField
          label={t('table.table')}
          value={String(chosen)}
          options={tables.map(({ name }, place) => ({ value: String(place), label: name }))}
          onChange={(value) => onTable(Number(value))}
        />
      )}
      <SelectField
        label={t('table.header')}
        value={String(header ?? -1)}
        options={[
          { value: '-1', label: t('table.noHeader') },
          ...rows.map(({ line }, place) => ({
            value: String(place),
            label: t('table.row', { number: format.number(line) }),
          })),
        ]}
        onChange={(value) => onHeader(value === '-1' ? null : Number(value))}
      />
    </>
  );
}
