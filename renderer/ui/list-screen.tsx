import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { EmptyState } from './empty-state.tsx';
import type { Icon } from './icon.ts';
import { ListHead, PageBody } from './page-body.tsx';
import { useScreenTitle } from './screen-title.ts';
import { TopBar } from './top-bar.tsx';

export interface ListScreenProps {
  readonly title: string;
  readonly icon: Icon;
  /** How many records there are; undefined while they are read. */
  readonly count: number | undefined;
  /** What can be made here: one button over the list, or in the place of one. */
  readonly add: { readonly label: string; onClick(): void } | undefined;
  /** Said where there are none, and why there may be none. */
  readonly none: string;
  readonly noneWhy: string;
  /** Between lists that belong together. */
  readonly tabs?: ReactNode;
  readonly children: ReactNode;
}

/** The screen of every record of a kind. */
export function ListScreen({ title, icon, count, add, none, noneWhy, tabs, children }: ListScreenProps) {
  useScreenTitle(title);
  return (
    <>
      <TopBar crumbs={[{ label: title }]} />
      <PageBody>
        <ListHead
          title={title}
          end={
            add !== undefined &&
            count !== undefined &&
            count > 0 && (
              <ActionButton kind="primary" icon={IconPlus} onClick={add.onClick}>
                {add.label}
              </ActionButton>
            )
          }
        >
          {tabs}
        </ListHead>
        {count === 0 && (
          <EmptyState ofRecords icon={icon} title={none} action={add}>
            {noneWhy}
          </EmptyState>
        )}
        {count !== undefined && count > 0 && children}
      </PageBody>
    </>
  );
}
