import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState, type EmptyStateProps } from './empty-state.tsx';
import type { Icon } from './icon.ts';
import { ScreenHeading } from './screen-heading.tsx';
import { TopBar } from './top-bar.tsx';

export interface NotHereProps {
  readonly icon: Icon;
  /** The fact: "This review is not on this laptop". */
  readonly what: string;
  /** The list it would be in. */
  readonly list: { readonly label: string; readonly path: string };
  /** Absent: the way to the list. */
  readonly action?: EmptyStateProps['action'];
  readonly children: ReactNode;
}

/** In place of a record that is not on this disk, or that was deleted. */
export function NotHere({ icon, what, list, action, children }: NotHereProps) {
  const navigate = useNavigate();
  return (
    <>
      <TopBar crumbs={[list]} />
      <ScreenHeading size="unseen">{what}</ScreenHeading>
      <EmptyState
        ofRecords
        icon={icon}
        title={what}
        action={action ?? { label: list.label, onClick: () => void navigate({ to: list.path }) }}
      >
        {children}
      </EmptyState>
    </>
  );
}
