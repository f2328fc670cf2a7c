import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { markKey, type ShownMark, type Slot, standingMarks } from '../../../shared/domain/training/attendance.ts';
import { type AttendanceState, attendanceMark } from '../../../shared/domain/training/attendance-mark.ts';
import { enrolment } from '../../../shared/domain/training/enrolment.ts';
import { person as personDeclaration } from '../../../shared/domain/training/person.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import type { OpenSession } from './use-session.ts';

export interface RosterMark {
  readonly state: AttendanceState | null;
  /** Not on the disk yet. */
  readonly isSaving: boolean;
  readonly shown: ShownMark | undefined;
}

export interface Attendance {
  markOf(person: string): RosterMark;
  /** Marks people, all in one action; null takes their marks back. */
  mark(persons: readonly string[], state: AttendanceState | null): Promise<boolean>;
  /** Puts somebody on the roster and marks them present; a name makes a new person. Resolves with the person's id. */
  walkIn(who: { readonly id: string } | { readonly name: string }): Promise<string | null>;
  /** Takes back what was marked last on this screen; absent when there is nothing. */
  readonly undo: (() => Promise<void>) | null;
  readonly savedAt: number | null;
}

/** A mark on its way to the disk. */
interface Pending {
  readonly id: string;
  readonly state: AttendanceState | null;
}

interface Step {
  readonly person: string;
  readonly before: AttendanceState | null;
}

/** Marks of one half day. What is pressed shows at once as being saved; what stands without a sign is on the disk. */
export function useAttendance(open: OpenSession, slot: Slot): Attendance {
  const { session, attendance } = open;
  const { name } = useProfile();
  const { apply } = useApply();
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map());
  const [steps, setSteps] = useState<readonly (readonly Step[])[]>([]);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  useForgetArrived(attendance, setPending);

  const latest = useRef({ attendance, pending });
  latest.current = { attendance, pending };
  const markOf = useCallback(
    (person: string): RosterMark => {
      const key = markKey(person, slot);
      const shown = attendance.get(key);
      const waiting = pending.get(key);
      return { state: waiting ? waiting.state : (shown?.state ?? null), isSaving: waiting !== undefined, shown };
    },
    [attendance, pending, slot],
  );
  const save = useCallback(
    async (before: readonly OperationDraft[], persons: readonly string[], state: AttendanceState | null) => {
      const made = new Map<string, Pending>();
      const drafts = [...before];
      for (const person of persons) {
        const key = markKey(person, slot);
        const id = uuidv7(pageClock, pageRandom);
        const waiting = latest.current.pending.get(key);
        const corrects = [...standingMarks(latest.current.attendance.get(key)), ...(waiting ? [waiting.id] : [])];
        const values = {
          ...slot,
          session: session.id,
          person,
          mark: state ?? undefined,
          at: pageClock.now(),
          by: name,
        };
        const created = createRecord(attendanceMark, { scope: session.scope, id }, { ...values, corrects });
        if (!created.ok) return false;
        drafts.push(...created.value);
        made.set(key, { id, state });
      }
      const withMade = new Map([...latest.current.pending, ...made]);
      latest.current = { ...latest.current, pending: withMade };
      setPending((now) => new Map([...now, ...made]));
      const saved = await apply(drafts);
      if (saved.ok) setSavedAt(pageClock.now());
      else setPending((now) => new Map([...now].filter(([key, { id }]) => made.get(key)?.id !== id)));
      return saved.ok;
    },
    [apply, name, session.id, session.scope, slot],
  );
  const mark = useCallback<Attendance['mark']>(
    async (persons, state) => {
      const step = persons.map((person) => ({ person, before: markOf(person).state }));
      if (!(await save([], persons, state))) return false;
      setSteps((now) => [...now.slice(-99), step]);
      return true;
    },
    [markOf, save],
  );
  const walkIn = useCallback<Attendance['walkIn']>(
    async (who) => {
      const made = walkInDrafts(session, who);
      if (made === null || !(await save(made.drafts, [made.person], 'present'))) return null;
      setSteps((now) => [...now.slice(-99), [{ person: made.person, before: null }]]);
      return made.person;
    },
    [save, session],
  );
  const undo = async () => {
    const last = steps.at(-1) ?? [];
    setSteps((now) => now.slice(0, -1));
    const states = new Set(last.map(({ before }) => before));
    for (const state of states) {
      const persons = last.filter(({ before }) => before === state).map(({ person }) => person);
      await save([], persons, state);
    }
  };
  return useMemoised({ markOf, mark, walkIn, undo: steps.length === 0 ? null : undo, savedAt });
}

/** A pending mark is forgotten when the store shows it. */
function useForgetArrived(
  attendance: ReadonlyMap<string, ShownMark>,
  setPending: (change: (now: ReadonlyMap<string, Pending>) => ReadonlyMap<string, Pending>) => void,
): void {
  useEffect(() => {
    const isThere = (key: string, id: string) => attendance.get(key)?.history.some((mark) => mark.id === id) === true;
    setPending((now) => {
      const left = [...now].filter(([key, { id }]) => !isThere(key, id));
      return left.length === now.size ? now : new Map(left);
    });
  }, [attendance, setPending]);
}

function useMemoised(attendance: Attendance): Attendance {
  const { markOf, mark, walkIn, undo, savedAt } = attendance;
  return useMemo(() => ({ markOf, mark, walkIn, undo, savedAt }), [markOf, mark, walkIn, undo, savedAt]);
}

function walkInDrafts(
  session: OpenSession['session'],
  who: { readonly id: string } | { readonly name: string },
): { readonly person: string; readonly drafts: readonly OperationDraft[] } | null {
  const { scope } = session;
  const person = 'id' in who ? who.id : uuidv7(pageClock, pageRandom);
  const made =
    'id' in who ? { ok: true as const, value: [] } : createRecord(personDeclaration, { scope, id: person }, who);
  const values = { session: session.id, person, status: 'walk-in' } as const;
  const placed = createRecord(enrolment, { scope, id: uuidv7(pageClock, pageRandom) }, values);
  return made.ok && placed.ok ? { person, drafts: [...made.value, ...placed.value] } : null;
}
