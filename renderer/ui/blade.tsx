import type { ReactNode } from 'react';
import css from './blade.module.css';

export type BladeTone = 'plain' | 'now' | 'done' | 'local' | 'due' | 'bad' | 'hollow';

export interface BladeProps {
  /** A number, a tick, a word such as "now". */
  readonly children: ReactNode;
  readonly tone?: BladeTone;
  /** Pixels; 22 in lists, 36 in field screens. */
  readonly height?: number;
  readonly width?: number;
}

/** The number of a place on a trail: a tag that points where reading goes, and mirrors. Its text never mirrors. */
export function Blade({ children, tone = 'plain', height = 22, width = Math.round(height * 1.36) }: BladeProps) {
  const tip = Math.round(height * 0.34);
  return (
    <span className={`${css.blade} ${css[tone]}`} style={{ width, height }}>
      <svg className={`${css.shape} wp-mirror`} width={width} height={height} aria-hidden="true" focusable="false">
        <path d={outline(width, height, tip)} />
      </svg>
      <span className={css.text} style={{ fontSize: height * 0.56, paddingInlineEnd: tip * 0.55 }}>
        {children}
      </span>
    </span>
  );
}

/** Round corners at the back (radius 4), a soft point at the front. */
function outline(width: number, height: number, tip: number): string {
  const back = `a4 4 0 0 1-4-4V4.5a4 4 0 0 1 4-4z`;
  const top = `M4.5 .5H${width - tip - 1.5}q1.6 0 2.6 1.3L${width - 1.2} ${height / 2 - 1.1}`;
  const point = `q.8 1.1 0 2.2L${width - tip + 1.1} ${height - 1.8}q-1 1.3-2.6 1.3H4.5`;
  return top + point + back;
}
