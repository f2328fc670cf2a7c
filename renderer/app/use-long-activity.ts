import { useEffect, useRef } from 'react';
import { useActivityStore } from '../ui/activities.ts';
import type { ActivityEnd, ActivityHandle, ActivityOptions } from '../ui/activity-store.ts';

/** Milliseconds: what is over sooner is told by a mark alone. */
export const longWork = 3_000;

/** Work that the app does by itself, as it is now. */
export type OwnWork =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number | null }
  | ({ readonly kind: 'over' } & ActivityEnd);

export interface OwnWorkOptions extends ActivityOptions {
  readonly name: string;
  /** Milliseconds; what is over sooner is not shown. */
  readonly after: number;
}

/** Shows work that nobody pressed a button for in the tray: once it takes its time, and then how it ended. */
export function useLongActivity(work: OwnWork, options: OwnWorkOptions): void {
  const activities = useActivityStore();
  const shown = useRef<ActivityHandle | null>(null);
  const latest = useRef({ work, options });
  latest.current = { work, options };
  const isRunning = work.kind === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const show = () => {
      const { work: now, options: wanted } = latest.current;
      const { name, after: _, ...rest } = wanted;
      shown.current = activities.start(name, { canStop: false, ...rest });
      if (now.kind === 'running') shown.current.progress(now.done, now.total);
    };
    const { after } = latest.current.options;
    if (after === 0) return show();
    const timer = setTimeout(show, after);
    return () => clearTimeout(timer);
  }, [isRunning, activities]);
  const stamp = work.kind === 'running' ? `${work.done} ${work.total}` : work.kind;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp stands for the work
  useEffect(() => {
    const now = latest.current.work;
    if (now.kind === 'running') shown.current?.progress(now.done, now.total);
    if (now.kind !== 'over') return;
    shown.current?.end(now);
    shown.current = null;
  }, [stamp]);
}
