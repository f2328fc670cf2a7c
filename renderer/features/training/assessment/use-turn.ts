import { useCallback, useEffect, useState } from 'react';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import { assessmentMark, type Seat } from '../../../../shared/domain/assessment/assessment-mark.ts';
import { assessorOf, type ItemStanding } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import type { OpenSession } from '../use-session.ts';
import type { Assessment } from './use-assessment.ts';

/** Whose marks are given: one's own, those of a sheet of paper under the name on it, or the trainee's own view. */
export type Whose =
  | { readonly hand: 'mine' }
  | { readonly hand: 'paper'; readonly by: string }
  | { readonly hand: 'trainee' };

export interface OwnMark {
  readonly value: number | null;
  readonly note: string;
}

interface Pending extends OwnMark {
  readonly id: string;
}

export interface Turn {
  /** What stands of whoever marks now. */
  markOf(standing: ItemStanding): OwnMark;
  /** Gives a value with a note; null takes it back. */
  give(item: string, mark: OwnMark): Promise<boolean>;
}

/** One person's turn: marks are shown at once, and forgotten here when the disk shows them. */
export function useTurn(
  { session }: OpenSession,
  { person, whose, assessment }: { readonly person: string; readonly whose: Whose; readonly assessment: Assessment },
): Turn {
  const { person: author, name } = useProfile();
  const { apply } = useApply();
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map());
  const by = whose.hand === 'paper' ? whose.by.trim() : name;
  const seat: Seat = whose.hand === 'trainee' ? 'trainee' : 'assessor';
  const keyOf = useCallback((item: string) => `${whose.hand} ${by} ${item}`, [whose.hand, by]);
  useEffect(() => {
    const there = new Set(assessment.given.map(({ mark }) => mark.id));
    setPending((now) => {
      const left = [...now].filter(([, { id }]) => !there.has(id));
      return left.length === now.size ? now : new Map(left);
    });
  }, [assessment.given]);
  return {
    markOf({ item, given, own }) {
      const waiting = pending.get(keyOf(item.id));
      if (waiting !== undefined) return waiting;
      if (seat === 'trainee') return { value: own, note: '' };
      const mine = given.find(({ assessor }) => assessor === assessorOf(author, by));
      return { value: mine?.value ?? null, note: mine?.note ?? '' };
    },
    async give(item, { value, note }) {
      const id = uuidv7(pageClock, pageRandom);
      const medium = whose.hand === 'paper' ? 'paper' : 'laptop';
      const values = { session: session.id, item, person, seat, medium, by, at: pageClock.now() } as const;
      const said = { value: value ?? undefined, note: note.trim() || undefined };
      const made = createRecord(assessmentMark, { scope: session.scope, id }, { ...values, ...said });
      const key = keyOf(item);
      setPending((now) => new Map(now).set(key, { id, value, note }));
      const saved = await apply(made);
      if (!saved.ok) setPending((now) => new Map([...now].filter(([, one]) => one.id !== id)));
      return saved.ok;
    },
  };
}
