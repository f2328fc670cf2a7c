import type { Formatters } from '../../../i18n/format.ts';
import { Blade } from '../../../ui/blade.tsx';
import css from './board.module.css';
import type { BoardRow } from './board-model.ts';
import { useTick } from './use-tick.ts';

interface BoardTrailProps {
  readonly rows: readonly BoardRow[];
  /** Of the place of the exercise. */
  readonly format: Formatters;
}

/** The day as a line: what was fired, where the day is, what is to come. Seen only; the list beneath says the same. */
export function BoardTrail({ rows, format }: BoardTrailProps) {
  const now = useTick(5_000);
  const times = rows.flatMap(({ at }) => at ?? []);
  if (times.length === 0) return null;
  const from = times.reduce((least, each) => Math.min(least, each), now);
  const to = times.reduce((most, each) => Math.max(most, each), now);
  const place = (at: number) => (to === from ? 0 : ((at - from) / (to - from)) * 100);
  return (
    <div className={css.trail} aria-hidden="true">
      <span className={css.trailLine} />
      <span className={css.trailPast} style={{ inlineSize: `${place(now)}%` }} />
      {rows.map(({ inject, at, standing }) => {
        if (at === null) return null;
        return (
          <span
            key={inject.id}
            className={`${css.post} ${css[`post-${standing.state}`] ?? ''}`}
            style={{ insetInlineStart: `${place(at)}%` }}
          />
        );
      })}
      <span
        className={css.trailNow}
        style={{ insetInlineStart: `clamp(0px, calc(${place(now)}% - 28px), calc(100% - 56px))` }}
      >
        <Blade tone="now" height={22} width={56}>
          <span className={css.trailTime}>{format.time(now)}</span>
        </Blade>
      </span>
      <span className={css.trailFrom}>{format.time(from)}</span>
      <span className={css.trailTo}>{format.time(to)}</span>
    </div>
  );
}
