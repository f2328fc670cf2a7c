import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../shared/domain/language.ts';
import type { Formatters } from '../../i18n/format.ts';
import { languages as known, languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import css from './library.module.css';
import type { LibraryRow } from './library-row.ts';
import { usePreparePlaybook } from './use-prepare-playbook.ts';
import { stateTones, stateWord, validityWords, type Words } from './words.ts';

export interface LibraryListProps {
  readonly rows: readonly LibraryRow[];
  onOpen(id: string): void;
}

/** The list itself: reference, title, state, validity, languages, mark. */
export function LibraryList({ rows, onOpen }: LibraryListProps) {
  const words = useRowWords();
  const { t } = words;
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
          end={<RowEnd row={row} words={words} />}
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

/** What a row needs to speak: taken once for the whole list, since a hook in each of its parts costs more than the part. */
export interface RowWords {
  readonly t: Words;
  readonly language: Language;
  readonly format: Formatters;
}

export function useRowWords(): RowWords {
  const { t } = useTranslation('playbooks');
  const { language, format } = useLocale();
  return { t, language, format };
}

interface EndProps {
  readonly row: LibraryRow;
  readonly words: RowWords;
}

/** State, validity, languages and mark, in columns that stay under each other. */
export function RowEnd({ row, words }: EndProps) {
  const { t, format } = words;
  const validity = row.validity && validityWords(t, format, row.validity);
  return (
    <>
      {row.isChanged && <Tag tone="accent">{t('library.changed.mark')}</Tag>}
      {row.conflicts > 0 && (
        <Tag tone="due" icon={IconAlertTriangle}>
          {t('library.conflicts', { count: row.conflicts })}
        </Tag>
      )}
      <span className={css.validity}>
        {validity && <span className={validity.tone === 'bad' ? css.bad : undefined}>{validity.text}</span>}
      </span>
      <span className={css.state}>
        {row.state !== null && <Tag tone={stateTones[row.state] ?? 'quiet'}>{stateWord(t, row.state)}</Tag>}
      </span>
      <LanguageMarks row={row} words={words} />
      <span className={css.marking}>{row.marking !== null && <TlpChip level={row.marking} />}</span>
    </>
  );
}

function LanguageMarks({ row: { languages }, words: { t, language, format } }: EndProps) {
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
