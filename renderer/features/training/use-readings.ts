import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { accessEntry } from '../../../shared/domain/training/access-entry.ts';
import { entryFor, type Reading, readingsOf } from '../../../shared/domain/training/readings.ts';
import { raiseNotice } from '../../data/data-notice-store.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom, pageToday } from '../../data/page-ports.ts';
import { childStatesQuery } from '../../data/record-queries.ts';

/** What is being noted: a screen that is drawn twice notes once. */
const underWay = new Set<string>();

/** Notes that whoever works here opened this record, and answers how to add why ([PD2]). */
export function useNoteReading(person: string, scope: string): (purpose: string) => Promise<boolean> {
  const engine = useEngine();
  const { person: reader, name, may } = useProfile();
  const isAsked = may('create', accessEntry.type, scope);
  const note = useCallback(
    async (purpose: string): Promise<boolean> => {
      const day = pageToday();
      const key = `${person} ${reader} ${day} ${purpose}`;
      if (!isAsked || underWay.has(key)) return false;
      underWay.add(key);
      try {
        const today = await engine.list({ type: accessEntry.type, parent: person, where: { day } });
        const known = readingsOf(await engine.open(today.map(({ id }) => id)));
        const values = entryFor(known, { person, reader, name, day, at: pageClock.now(), purpose });
        if (values === null) return true;
        const drafts = createRecord(accessEntry, { scope, id: uuidv7(pageClock, pageRandom) }, values);
        if (!drafts.ok) return false;
        // Not an edit of the reader's: nothing of it is offered for undo.
        const saved = await engine.apply(reader, drafts.value);
        if (!saved.ok) raiseNotice({ kind: 'save-failed', failure: saved.failure });
        return saved.ok;
      } finally {
        underWay.delete(key);
      }
    },
    [engine, person, scope, reader, name, isAsked],
  );
  useEffect(() => void note(''), [note]);
  return note;
}

/** Who opened it, the newest first; undefined while they are read, or for who may not see them. */
export function useReadings(person: string, scope: string): readonly Reading[] | undefined {
  const { may } = useProfile();
  const mayRead = may('read', accessEntry.type, scope);
  const { data } = useQuery({ ...childStatesQuery(accessEntry, person), enabled: mayRead });
  return useMemo(() => (mayRead && data ? readingsOf(data) : undefined), [mayRead, data]);
}
