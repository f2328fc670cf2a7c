/** When an open vault locks by itself: the person is gone, or the machine sleeps, or its screen is locked. */

export interface LockWatchParts {
  /** Seconds since somebody touched this machine. */
  readonly idleSeconds: () => number;
  readonly idleMinutes: () => number;
  readonly lock: () => void;
  /** Calls back every so many milliseconds. */
  readonly every: (milliseconds: number, work: () => void) => void;
  readonly onPower: (event: 'suspend' | 'lock-screen' | 'user-did-resign-active', work: () => void) => void;
}

/** Between two looks at the clock, in milliseconds. */
const lookEvery = 5_000;

export function watchForLock({ idleSeconds, idleMinutes, lock, every, onPower }: LockWatchParts): void {
  every(lookEvery, () => {
    if (idleSeconds() >= idleMinutes() * 60) lock();
  });
  for (const event of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) onPower(event, lock);
}

/** As much of Electron's word of a pressed key as is read. */
export interface PressedKey {
  readonly type: string;
  readonly code: string;
  readonly control: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Ctrl or Cmd with Shift and L: heard by main, so that a page that hangs locks too. */
export function isLockKey({ type, code, control, meta, shift, alt }: PressedKey): boolean {
  return type === 'keyDown' && code === 'KeyL' && (control || meta) && shift && !alt;
}
