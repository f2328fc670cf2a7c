import { type ReactNode, useMemo, useState } from 'react';
import { FilterChip } from './filter-chip.tsx';
import { SectionHead } from './section-head.tsx';
import { VirtualList } from './virtual-list.tsx';

export interface NotedListProps<T> {
  readonly title: string;
  /** Of the chip that leaves those alone that are to be looked at. */
  readonly onlyNoted: string;
  readonly className: string | undefined;
  readonly items: readonly T[];
  isNoted(item: T): boolean;
  keyOf(item: T): string;
  onOpen(item: T): void;
  renderRow(item: T): ReactNode;
}

/** Every row of a file; one press leaves those that need an eye. */
export function NotedList<T>(props: NotedListProps<T>) {
  const { title, onlyNoted, className, items, isNoted, keyOf, onOpen, renderRow } = props;
  const [isNarrowed, setIsNarrowed] = useState(false);
  const noted = useMemo(() => items.filter(isNoted), [items, isNoted]);
  return (
    <section className={className}>
      <SectionHead title={title} count={items.length}>
        <FilterChip selected={isNarrowed} count={noted.length} onClick={() => setIsNarrowed(!isNarrowed)}>
          {onlyNoted}
        </FilterChip>
      </SectionHead>
      <VirtualList
        label={title}
        items={isNarrowed ? noted : items}
        keyOf={keyOf}
        rowHeight={48}
        onOpen={onOpen}
        renderRow={renderRow}
      />
    </section>
  );
}
