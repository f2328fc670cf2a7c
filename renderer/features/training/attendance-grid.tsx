import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextState } from '../../../shared/domain/training/attendance.ts';
import type { AttendanceState } from '../../../shared/domain/training/attendance-mark.ts';
import { type RosterRow, shownName } from '../../../shared/domain/training/roster.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import css from './attendance.module.css';
import { AttendanceRow } from './attendance-row.tsx';
import { markWord } from './mark-words.tsx';
import type { Attendance } from './use-attendance.ts';

export interface GridHandle {
  /** Brings a person into sight and under the keys; also one who is only just being put on the roster. */
  show(person: string): void;
  /** Brings a person into sight; the keys stay where they are. */
  reveal(person: string): void;
}

interface AttendanceGridProps {
  readonly ref: Ref<GridHandle>;
  readonly label: string;
  readonly roster: readonly RosterRow[];
  readonly attendance: Attendance;
}

const stateOfKey: Readonly<Record<string, AttendanceState>> = { p: 'present', l: 'late', a: 'absent', e: 'excused' };

/** The roster as large rows in columns. A press goes to the next state; P, L, A and E set one and go on. */
export function AttendanceGrid({ ref, label, roster, attendance }: AttendanceGridProps) {
  const { t } = useTranslation('training');
  const announce = useAnnounce();
  const list = useRef<HTMLOListElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const place = Math.max(
    0,
    roster.findIndex(({ person }) => person.id === active),
  );
  const reveal = (person: string): HTMLElement | null => {
    setActive(person);
    const row = list.current?.querySelector<HTMLElement>(`[data-person="${CSS.escape(person)}"]`) ?? null;
    row?.scrollIntoView({ block: 'nearest' });
    return row;
  };
  const focusOn = (person: string | undefined) => {
    if (person !== undefined) reveal(person)?.focus();
  };
  useImperativeHandle(ref, () => ({ show: (person) => requestAnimationFrame(() => focusOn(person)), reveal }));

  const set = (row: RosterRow, state: AttendanceState) => {
    announce(`${shownName(row.person)}: ${markWord(t, state)}`);
    void attendance.mark([row.person.id], state);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = roster[place];
    const state = stateOfPressed(event);
    const to = placeAfter(event.key, place, roster.length);
    if (row === undefined || (state === null && to === null)) return;
    event.preventDefault();
    if (state !== null) set(row, state);
    focusOn(roster[state === null ? (to as number) : Math.min(place + 1, roster.length - 1)]?.person.id);
  };
  return (
    <ol ref={list} aria-label={label} className={css.grid} onKeyDown={onKeyDown}>
      {roster.map((row, index) => (
        <AttendanceRow
          key={row.person.id}
          row={row}
          number={index + 1}
          mark={attendance.markOf(row.person.id)}
          isActive={index === place}
          onFocus={() => setActive(row.person.id)}
          onPress={() => set(row, nextState(attendance.markOf(row.person.id).state))}
        />
      ))}
    </ol>
  );
}

/** By the letter, or by its place on a keyboard of another script. */
function stateOfPressed(event: KeyboardEvent): AttendanceState | null {
  const letter = /^[a-z]$/i.test(event.key) ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? '');
  return stateOfKey[letter.toLowerCase()] ?? null;
}

function placeAfter(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'Enter':
      return Math.min(place + 1, count - 1);
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
