import type { ReactNode } from 'react';
import { contentLanguage } from './content-language.ts';
import css from './list-row.module.css';
import { RecordId } from './record-id.tsx';

export interface RowContentProps {
  /** Reference such as PB-0142, at the start. */
  readonly reference?: string | undefined;
  /** An icon or a blade before everything. */
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  /** Language of the title when it is content. */
  readonly lang?: string | undefined;
  /** Quiet words under the title; they make a row of two lines. */
  readonly sub?: ReactNode;
  /** State, mark, action: at the end. */
  readonly end?: ReactNode;
}

/** What stands in a row, in the order of the look: reference, title, state, mark, action. */
export function RowContent({ reference, lead, title, lang, sub, end }: RowContentProps) {
  return (
    <>
      {lead}
      {reference !== undefined && <RecordId>{reference}</RecordId>}
      <span className={css.main}>
        <span className={css.title}>{lang === undefined ? title : <bdi {...contentLanguage(lang)}>{title}</bdi>}</span>
        {sub && <span className={css.sub}>{sub}</span>}
      </span>
      {end && <span className={css.end}>{end}</span>}
    </>
  );
}

export interface ListRowProps extends RowContentProps {
  readonly field?: boolean;
  /** Absent for a row that only tells. */
  readonly onOpen?: (() => void) | undefined;
}

/** One row of a short list on a panel. Long lists are VirtualList, which draws its rows by itself. */
export function ListRow({ field = false, onOpen, ...content }: ListRowProps) {
  const size = field ? css.field : '';
  if (!onOpen) {
    return (
      <div className={`${css.row} ${size}`}>
        <RowContent {...content} />
      </div>
    );
  }
  return (
    // not a <button>: the row may hold controls of its own, so the title is the control and the row helps the pointer
    <div className={`${css.row} ${css.clickable} ${size}`} onPointerUp={(event) => openFromRow(event, onOpen)}>
      <RowContent {...content} title={<RowLink title={content.title} onOpen={onOpen} />} />
    </div>
  );
}

function RowLink({ title, onOpen }: { readonly title: ReactNode; onOpen(): void }) {
  return (
    <button type="button" className={css.link} onClick={onOpen}>
      {title}
    </button>
  );
}

function openFromRow(event: React.PointerEvent, onOpen: () => void): void {
  const isOnControl = (event.target as Element).closest('button, a, input, select, textarea') !== null;
  const isSelecting = (window.getSelection()?.toString() ?? '') !== '';
  if (event.button === 0 && !isOnControl && !isSelecting) onOpen();
}

/** Class names of a row, for VirtualList and for links that are rows. */
export function rowClass(options: { readonly field?: boolean; readonly isFirst?: boolean }): string {
  return [css.row, css.clickable, options.field && css.field, options.isFirst && css.first].filter(Boolean).join(' ');
}
