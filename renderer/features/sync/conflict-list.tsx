import { IconArrowsSplit2, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type ConflictItem, keyOf } from '../../data/conflict-items.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { AskedOf } from './asked-of.tsx';
import css from './conflict-list.module.css';
import type { RecordName } from './record-names.ts';
import { RecordPlace, RecordTitle } from './record-title.tsx';
import { usePersonName } from './use-person-name.ts';
import { WhoWrote } from './who-wrote.tsx';

export interface ConflictListProps {
  readonly items: readonly ConflictItem[];
  readonly names: ReadonlyMap<string, RecordName> | undefined;
  readonly settled: ReadonlySet<string>;
  readonly currentKey: string;
  readonly left: number;
  onOpen(item: ConflictItem): void;
}

/** What is to be settled, at the side: field, record, who else wrote it and where, and since when it is asked. */
export function ConflictList({ items, names, settled, currentKey, left, onOpen }: ConflictListProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const now = useMinuteClock();
  const person = usePersonName();
  return (
    <>
      <h2 className={css.head}>
        {t('conflicts.toSettle')} <span>{t('conflicts.left', { left, count: items.length })}</span>
      </h2>
      <ul className={css.list}>
        {items.map((item) => {
          const isDone = settled.has(keyOf(item));
          const others = item.authors.filter((author) => !person(author).isMe);
          return (
            <li key={keyOf(item)}>
              <button
                type="button"
                className={css.item}
                aria-current={keyOf(item) === currentKey}
                data-settled={isDone}
                onClick={() => onOpen(item)}
              >
                <span className={css.icon}>
                  {isDone ? (
                    <IconCheck role="img" aria-label={t('conflicts.done')} size={18} stroke={2.2} />
                  ) : (
                    <IconArrowsSplit2 aria-hidden="true" size={18} stroke={iconStroke} className="wp-mirror" />
                  )}
                </span>
                <span className={css.words}>
                  <b>
                    <RecordTitle name={names?.get(item.record)} type={item.type} />
                    {t('comma')}
                    <AskedOf item={item} />
                  </b>
                  <span>
                    <RecordPlace name={names?.get(item.record)} type={item.type} />
                  </span>
                  {(others.length === 0 ? item.authors : others).map((author) => (
                    <span key={author}>
                      <WhoWrote person={author} />
                    </span>
                  ))}
                  <time className="wp-num" dateTime={isoOf(item.at)}>
                    {format.relative(item.at, now)}
                  </time>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className={css.foot}>{t('conflicts.kept')}</p>
    </>
  );
}
