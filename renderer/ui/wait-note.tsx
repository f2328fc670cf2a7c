import type { ReactNode } from 'react';
import css from './wait-note.module.css';

/** A few words beside buttons: how long it still takes, or that it is done. `isNews` are said aloud when they come. */
export function WaitNote({ isNews, children }: { readonly isNews?: boolean; readonly children: ReactNode }) {
  return (
    <span role={isNews ? 'status' : undefined} className={css.note}>
      {children}
    </span>
  );
}
