/** The two clocks of an exercise: that of the world, by which injects are due, and that of the scenario ([EX10]). */
import type { ConductEvent } from './conduct-event.ts';
import type { InjectStanding } from './conduct-standing.ts';
import type { Inject } from './inject.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** Minutes from midnight of a first day, as a reader counts them: day 1, 06:18. */
export interface ClockTime {
  readonly day: number;
  /** `06:18`, or with seconds. */
  readonly time: string;
}

/** The time of day that so many minutes after midnight of the first day are. */
export function clockTime(minutes: number, withSeconds = false): ClockTime {
  const seconds = Math.floor(minutes * 60 + 1e-6);
  const day = Math.floor(seconds / (dayMinutes * 60));
  const rest = seconds - day * dayMinutes * 60;
  const parts = [Math.floor(rest / 3_600), Math.floor(rest / 60) % 60, ...(withSeconds ? [rest % 60] : [])];
  return { day: day + 1, time: parts.map((part) => String(part).padStart(2, '0')).join(':') };
}

/** The moment of midnight at a place, on a plain date: `2026-11-24` in `Asia/Tokyo`. */
export function midnightAt(date: string, timeZone: string): number {
  return momentAt(date, '00:00', timeZone);
}

/** The moment at which the clocks of a place show a time (`09:00`) on a plain date. */
export function momentAt(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // Twice: the first answer may lie on the other side of a change of the clocks.
  return asUtc - offsetAt(asUtc - offsetAt(asUtc, timeZone), timeZone);
}

/** Milliseconds by which clocks at the place are ahead of universal time; none in a zone that nobody knows. */
function offsetAt(moment: number, timeZone: string): number {
  try {
    const options = { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const;
    const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(moment);
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
    const year = new Date(moment).getUTCFullYear();
    const date = [part('month') - 1, part('day'), part('hour'), part('minute'), part('second')] as const;
    const near = [year - 1, year, year + 1].map((each) => Date.UTC(each, ...date) - moment);
    return near.reduce((best, each) => (Math.abs(each) < Math.abs(best) ? each : best));
  } catch {
    return 0;
  }
}

/** When an inject is due: as it was deferred, else by its wall time; null when it waits to be called for, or is done with. */
export function dueAt(inject: Pick<Inject, 'wallMinute'>, standing: InjectStanding, base: number): number | null {
  if (standing.state === 'fired' || standing.state === 'dropped') return null;
  if (standing.state === 'deferred') return standing.shown?.until ?? null;
  return inject.wallMinute === undefined ? null : base + inject.wallMinute * minuteMs;
}

export type DueClass = 'late' | 'now' | 'soon' | 'later';

/** Within these of its time an inject is due now. */
const nowMs = minuteMs;
/** What is due within these is shown as next. */
const soonMs = 15 * minuteMs;

export function dueClass(due: number, now: number): DueClass {
  if (due < now - nowMs) return 'late';
  if (due <= now) return 'now';
  return due - now <= soonMs ? 'soon' : 'later';
}

export interface ScenarioClock {
  readonly minute: number;
  readonly rate: number;
  readonly isRunning: boolean;
}

/** Where the scenario clock stands; null before the start. `events` in the order that counts. */
export function scenarioClock(events: readonly ConductEvent[], now: number): ScenarioClock | null {
  const set = events.findLast(({ kind }) => kind === 'started' || kind === 'paused' || kind === 'resumed');
  if (set?.at === undefined || set.scenarioMinute === undefined) return null;
  const ended = events.find(({ kind }) => kind === 'ended');
  const rate = set.rate ?? 1;
  const until = Math.min(now, ended?.at ?? now);
  const isRunning = set.kind !== 'paused' && ended === undefined;
  const passed = set.kind === 'paused' ? 0 : (Math.max(0, until - set.at) / minuteMs) * rate;
  return { minute: set.scenarioMinute + passed, rate, isRunning };
}

export interface ScenarioPlan {
  /** Minutes of the scenario in a minute. */
  readonly rate: number;
  /** What the scenario clock shows when the list begins. */
  readonly first: number;
}

/** How fast the scenario runs and where it begins, as the list says by its first and last inject that have both times. */
export function scenarioPlan(injects: readonly Pick<Inject, 'wallMinute' | 'scenarioMinute'>[]): ScenarioPlan {
  const both = injects.flatMap(({ wallMinute, scenarioMinute }) =>
    wallMinute === undefined || scenarioMinute === undefined ? [] : [{ wallMinute, scenarioMinute }],
  );
  both.sort((a, b) => a.wallMinute - b.wallMinute);
  const [from, to] = [both[0], both.at(-1)];
  const begins = firstMinute(injects) ?? 0;
  if (from === undefined || to === undefined) return { rate: 1, first: begins };
  const passed = to.wallMinute - from.wallMinute;
  const rate = passed > 0 ? Math.round(((to.scenarioMinute - from.scenarioMinute) / passed) * 10) / 10 : 1;
  const forward = rate > 0 ? rate : 1;
  return { rate: forward, first: from.scenarioMinute - (from.wallMinute - begins) * forward };
}

/** The first wall time of a list. */
export function firstMinute(injects: readonly Pick<Inject, 'wallMinute'>[]): number | null {
  const minutes = injects.flatMap(({ wallMinute }) => wallMinute ?? []);
  return minutes.length === 0 ? null : minutes.reduce((least, each) => Math.min(least, each));
}
