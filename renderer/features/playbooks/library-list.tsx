import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages as known, languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import css from './library.module.css';
import type { LibraryRow, Validity } from './library-model.ts';
import { usePreparePlaybook } from './use-prepare-playbook.ts';
import { stateTones, stateWord, validityWords } from './words.ts';

export interface LibraryListProps {
  readonly rows: readonly LibraryRow[];
  onOpen(id: string): void;
}

/** The list itself: reference, title, state, validity, languages, mark. */
export function LibraryList({ rows, onOpen }: LibraryListProps) {
  const { t } = useTranslation('playbooks');
  const prepare = usePreparePlaybook();
  return (
    <VirtualList
      label={t('library.title')}
      items={rows}
      keyOf={(row) => row.id}
      rowHeight={46}
      onOpen={(row) => onOpen(row.id)}
      onNear={(row) => prepare(row.id)}
      renderRow={(row) => (
        <RowContent
          lead={<Reference row={row} />}
          title={
            <>
              {row.title === null ? t('library.untitled') : <PlainText text={row.title.text} lang={row.title.lang} />}
              {row.release !== null && (
                <bdi dir="ltr" className={css.release}>
                  {row.release}
                </bdi>
              )}
            </>
          }
          end={<RowEnd row={row} />}
        />
      )}
    />
  );
}

export function Reference({ row }: { readonly row: LibraryRow }) {
  return (
    <bdi dir="ltr" translate="no" className={css.reference}>
      {row.reference}
    </bdi>
  );
}

/** State, validity, languages and mark, in columns that stay under each other. */
export function RowEnd({ row }: { readonly row: LibraryRow }) {
  const { t } = useTranslation('playbooks');
  return (
    <>
      {row.conflicts > 0 && (
        <Tag tone="due" icon={IconAlertTriangle}>
          {t('library.conflicts', { count: row.conflicts })}
        </Tag>
      )}
      <span className={css.validity}>{row.validity && <ValidityWords validity={row.validity} />}</span>
      <span className={css.state}>
        {row.state !== null && <Tag tone={stateTones[row.state] ?? 'quiet'}>{stateWord(t, row.state)}</Tag>}
      </span>
      <LanguageMarks languages={row.languages} />
      <span className={css.marking}>{row.marking !== null && <TlpChip level={row.marking} />}</span>
    </>
  );
}

function ValidityWords({ validity }: { readonly validity: Validity }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const { text, tone } = validityWords(t, format, validity);
  return <span className={tone === 'bad' ? css.bad : undefined}>{text}</span>;
}

function LanguageMarks({ languages }: { readonly languages: readonly string[] }) {
  const { t } = useTranslation('playbooks');
  const { language, format } = useLocale();
  const names = format.list(languages.map((tag) => languageWord(tag, language)));
  const bases = [...new Set(languages.map((tag) => tag.split('-')[0] as string))];
  const others = bases.filter((base) => !known.some(({ code }) => code === base)).length;
  return (
    <span className={css.languages} role="img" aria-label={t('library.languages', { list: names })} title={names}>
      {known.map(({ code, short }) => (
        <span key={code} lang={code}>
          {bases.includes(code) && short}
        </span>
      ))}
      <span>{others > 0 && `+${format.number(others)}`}</span>
    </span>
  );
}
