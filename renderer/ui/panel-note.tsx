import type { ReactNode } from 'react';
import css from './panel-note.module.css';

/** A sentence on a panel that has no rows: what is not there, and what brings it. */
export function PanelNote({ children }: { readonly children: ReactNode }) {
  return <p className={css.note}>{children}</p>;
}
