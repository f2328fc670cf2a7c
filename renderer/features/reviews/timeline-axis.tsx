import { placesOnLine, type RunMoment } from '../../../shared/domain/review/timeline.ts';
import css from './timeline.module.css';

interface TimelineAxisProps {
  readonly moments: readonly RunMoment[];
  /** The ends as times of day. */
  readonly first: string;
  readonly last: string;
}

/** When it happened, drawn: one dot for each moment on the line of time. The list below says the same in words. */
export function TimelineAxis({ moments, first, last }: TimelineAxisProps) {
  const places = placesOnLine(moments);
  return (
    <div className={css.axis} aria-hidden="true">
      <div className={css.line}>
        {moments.map(({ id, kind }, at) => (
          <span
            key={id}
            className={css.dot}
            data-kind={kind}
            style={{ insetInlineStart: `${(places[at] ?? 0) * 100}%` }}
          />
        ))}
      </div>
      <div className={css.ends}>
        <span className="wp-num">{first}</span>
        <span className="wp-num">{last}</span>
      </div>
    </div>
  );
}
