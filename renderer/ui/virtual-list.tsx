import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { rowClass } from './list-row.tsx';
import css from './virtual-list.module.css';

export interface VirtualListProps<T> {
  /** Names the list for screen readers. */
  readonly label: string;
  readonly items: readonly T[];
  /** Stable name of an item; also what `selected` refers to. */
  readonly keyOf: (item: T) => string;
  /** Usually a RowContent. */
  readonly renderRow: (item: T, state: { readonly isActive: boolean }) => ReactNode;
  /** Words over an item that begins a group; null for the others. The keys pass over them. */
  readonly headingOf?: ((item: T, before: T | undefined) => ReactNode) | undefined;
  readonly selected?: string | undefined;
  /** Where rows are chosen, any number of them, and opening one takes it or leaves it. */
  readonly isSelected?: (item: T) => boolean;
  /** Pixels of a row: 36 one line, 44 to 54 two lines, 56 field. Rows that need more are measured. */
  readonly rowHeight?: number;
  readonly field?: boolean;
  /** Enter or a click. */
  onOpen(item: T): void;
  /** The row that the keys stand on has changed. */
  onActive?(item: T): void;
  /** Pointer or keys are on a row: time to prepare what opening it needs. */
  onNear?(item: T): void;
}

/**
 * A list that may hold tens of thousands of rows: only those in sight exist. One tab stop; up, down, page, home and end
 * move, enter opens. Screen readers hear place and count of each row.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, renderRow, headingOf, selected, isSelected, rowHeight = 44, field = false } = props;
  const { onOpen, onActive, onNear } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const place = Math.min(active, items.length - 1);
  // The same functions while nothing changes: with new ones every row would be placed anew in every frame of a scroll.
  const estimateSize = useCallback(() => rowHeight, [rowHeight]);
  const getItemKey = useCallback((index: number) => keyOf(items[index] as T), [items, keyOf]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  useScrollToSelected(items, keyOf, selected, (index) => {
    setActive(index);
    rows.scrollToIndex(index, { align: 'auto' });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return; // a control inside a row has its own keys
    const next = rowAfter(event.key, place, items.length, pageSize(scroller.current, rowHeight));
    const item = items[next ?? place];
    if (item === undefined) return;
    if (next !== null) {
      event.preventDefault();
      setActive(next);
      rows.scrollToIndex(next, { align: 'auto' });
      onActive?.(item);
      onNear?.(item);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(item);
    }
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isSelected && true}
      tabIndex={0}
      aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
      className={css.scroller}
      onKeyDown={onKeyDown}
    >
      <div className={css.sizer} style={{ blockSize: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index] as T;
          const isActive = row.index === place;
          const heading = headingOf?.(item, items[row.index - 1]);
          const isFirst = row.index === 0 || Boolean(heading);
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              role="presentation"
              className={css.place}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {heading && <div className={css.heading}>{heading}</div>}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the active descendant of that list */}
              <div
                id={`${id}-${row.index}`}
                role="option"
                aria-selected={isSelected ? isSelected(item) : keyOf(item) === selected}
                aria-posinset={row.index + 1}
                aria-setsize={items.length}
                className={[rowClass({ field, isFirst }), !isFirst && css.divided, isActive && css.active]
                  .filter(Boolean)
                  .join(' ')}
                style={{ minBlockSize: rowHeight }}
                onPointerEnter={onNear && (() => onNear(item))}
                onClick={() => {
                  setActive(row.index);
                  onOpen(item);
                }}
              >
                {renderRow(item, { isActive })}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function useScrollToSelected<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  selected: string | undefined,
  show: (index: number) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection moves the list, not new rows
  useEffect(() => {
    const index = selected === undefined ? -1 : items.findIndex((item) => keyOf(item) === selected);
    if (index >= 0) show(index);
  }, [selected]);
}

function pageSize(scroller: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 1);
}

function rowAfter(key: string, place: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(place + 1, count - 1);
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'PageDown':
      return Math.min(place + page, count - 1);
    case 'PageUp':
      return Math.max(place - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
