import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { useArriving } from './arriving.ts';
import css from './empty-state.module.css';
import { type Icon, iconStroke } from './icon.ts';
import { Kbd } from './kbd.tsx';

export interface EmptyStateProps {
  readonly icon: Icon;
  /** The fact: "No observations yet". */
  readonly title: string;
  /** Why, and what will change it. */
  readonly children: ReactNode;
  /**
   * True where rows are missing because there are no records, or none that it looked for: while records may still be
   * coming, that is said instead.
   */
  readonly ofRecords?: boolean;
  readonly action?: { readonly label: string; readonly keys?: string; onClick(): void } | undefined;
}

/** A list without rows: icon, fact, why, and one thing to do. */
export function EmptyState({ ofRecords = false, ...said }: EmptyStateProps) {
  const arriving = useArriving();
  const { icon: EmptyIcon, title, children, action } = ofRecords && arriving !== null ? arriving : said;
  return (
    <div className={css.empty}>
      <span className={css.icon}>
        <EmptyIcon size={24} aria-hidden="true" stroke={iconStroke} />
      </span>
      <p className={css.title}>{title}</p>
      <div>{children}</div>
      {action && (
        <div className={css.action}>
          <ActionButton kind="primary" aria-keyshortcuts={action.keys} onClick={action.onClick}>
            {action.label}
          </ActionButton>
          {action.keys && <Kbd>{action.keys}</Kbd>}
        </div>
      )}
    </div>
  );
}
