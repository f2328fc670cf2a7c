import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { FilterChip } from './filter-chip.tsx';
import { ListFilters } from './page-body.tsx';
import { VirtualList } from './virtual-list.tsx';

/** Some of the rows of a list, under a chip of their own. */
export interface ListPart<T> {
  readonly key: string;
  readonly word: string;
  /** Null while it is not known which rows belong to it. */
  readonly has: ((row: T) => boolean) | null;
}

export interface PartedListProps<T extends { readonly id: string }> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly parts: readonly ListPart<T>[];
  /** Key of the part that is shown, null for all, and what changes it. */
  readonly shown: readonly [shown: string | null, show: (part: string | null) => void];
  readonly words: {
    readonly all: string;
    readonly count: (listed: number) => string;
    readonly nothing: string;
    readonly nothingWhy: string;
  };
  /** What saves the rows that are shown. */
  save?(listed: readonly T[]): ReactNode;
  onOpen(row: T): void;
  renderRow(row: T): ReactNode;
}

/** A list that is narrowed to one of its parts by a chip; the chip pressed again, or the first, shows all. */
export function PartedList<T extends { readonly id: string }>(props: PartedListProps<T>) {
  const { label, rows, parts, shown: place, words, save, onOpen, renderRow } = props;
  const [shown, show] = place;
  const part = parts.find(({ key }) => key === shown);
  const has = part?.has;
  const listed = part === undefined ? rows : has ? rows.filter(has) : [];
  return (
    <>
      <ListFilters count={words.count(listed.length)} end={listed.length > 0 && save?.(listed)}>
        <FilterChip selected={part === undefined} count={rows.length} onClick={() => show(null)}>
          {words.all}
        </FilterChip>
        {parts.map((each) => (
          <FilterChip
            key={each.key}
            selected={each === part}
            count={each.has === null ? undefined : rows.filter(each.has).length}
            onClick={() => show(each === part ? null : each.key)}
          >
            {each.word}
          </FilterChip>
        ))}
      </ListFilters>
      {listed.length === 0 ? (
        <EmptyState icon={IconFilterOff} title={words.nothing} action={{ label: words.all, onClick: () => show(null) }}>
          {words.nothingWhy}
        </EmptyState>
      ) : (
        <VirtualList
          label={label}
          items={listed}
          keyOf={(row) => row.id}
          rowHeight={52}
          onOpen={onOpen}
          renderRow={renderRow}
        />
      )}
    </>
  );
}
