import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, type EmptyStateProps } from './empty-state.tsx';
import type { Icon } from './icon.ts';
import { ScreenHeading } from './screen-heading.tsx';
import { TopBar } from './top-bar.tsx';

/** Why a screen cannot show what its address names. */
export type NotHereCause = 'away' | 'deleted' | 'moved' | 'not-allowed';

export interface NotHereProps {
  readonly icon: Icon;
  readonly cause: NotHereCause;
  /** The fact: "This review is not on this laptop". Absent: the fact in words that fit every record. */
  readonly what?: string | undefined;
  /** The list it would be in. */
  readonly list: { readonly label: string; readonly path: string };
  /** Absent: the way to the list. */
  readonly action?: EmptyStateProps['action'] | undefined;
  /** More about this one, above why: its name. */
  readonly children?: ReactNode;
}

const words: Record<NotHereCause, Record<'what' | 'why', (t: TFunction<'ui'>) => string>> = {
  away: { what: (t) => t('notHere.away.what'), why: (t) => t('notHere.away.why') },
  deleted: { what: (t) => t('notHere.deleted.what'), why: (t) => t('notHere.deleted.why') },
  moved: { what: (t) => t('notHere.moved.elsewhere'), why: (t) => t('notHere.moved.why') },
  'not-allowed': { what: (t) => t('notHere.notAllowed.what'), why: (t) => t('notHere.notAllowed.why') },
};

/** In place of a record that is not on this disk, that was deleted, or of a form that this person may not fill in. */
export function NotHere({ icon, cause, what, list, action, children }: NotHereProps) {
  const { t } = useTranslation('ui');
  const navigate = useNavigate();
  const title = what ?? words[cause].what(t);
  return (
    <>
      <TopBar crumbs={[list]} />
      <ScreenHeading size="unseen">{title}</ScreenHeading>
      <EmptyState
        ofRecords={cause === 'away'}
        icon={icon}
        title={title}
        action={action ?? { label: list.label, onClick: () => void navigate({ to: list.path }) }}
      >
        {children}
        {children && <br />}
        {words[cause].why(t)}
      </EmptyState>
    </>
  );
}
