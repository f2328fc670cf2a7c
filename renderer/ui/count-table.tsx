import type { ReactNode } from 'react';
import css from './count-table.module.css';
import { Panel } from './panel.tsx';

/** A plain table of how many of what, in a panel of its own. Cells that count say `data-number`. */
export function CountTable({ children }: { readonly children: ReactNode }) {
  return (
    <Panel className={css.panel ?? ''}>
      <table className={css.table}>{children}</table>
    </Panel>
  );
}
