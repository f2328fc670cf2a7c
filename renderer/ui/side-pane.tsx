import type { CSSProperties, ReactNode } from 'react';
import css from './side-pane.module.css';

export interface SidePaneProps {
  /** Names the pane for screen readers. */
  readonly label: string;
  readonly pane: ReactNode;
  /** Pixels, 332 to 452. */
  readonly width?: number;
  readonly at?: 'start' | 'end';
  readonly children: ReactNode;
}

/** Content with a pane beside it, on the ground of the canvas. */
export function SidePane({ label, pane, width = 388, at = 'end', children }: SidePaneProps) {
  return (
    <div
      className={`${css.split} ${at === 'start' ? css.atStart : ''}`}
      style={{ '--pane-width': `${width}px` } as CSSProperties}
    >
      <div className={css.content}>{children}</div>
      <aside aria-label={label} className={css.pane}>
        {pane}
      </aside>
    </div>
  );
}
