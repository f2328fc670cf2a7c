import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { thisEdition } from '../../../shared/domain/edition.ts';
import { type ErasedRecord, erasedRecordsOf } from '../../../shared/domain/erasure/erasure.ts';
import { gatherOwnData } from '../../../shared/domain/own-data/gather-own-data.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { joinedInto, type PersonRow } from '../../../shared/domain/training/roster.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** What an erasure would take, and what it would leave. */
export interface ErasurePreview {
  /** What goes, as an erasure names it. */
  readonly goes: readonly ErasedRecord[];
  /** Records about the person of which something stays, or all of it: what others count on. */
  readonly stays: readonly Pick<RecordState, 'id' | 'type'>[];
  /** Records about them in other scopes: who looks after those erases there. */
  readonly elsewhere: number;
}

export interface PreviewState {
  /** Null while this disk is looked through. */
  readonly preview: ErasurePreview | null;
  readonly progress: { readonly done: number; readonly total: number };
}

/** What is held about a person in their scope, looked through as for their own data ([PD1]), told apart by what an erasure takes. */
export function useErasurePreview(
  person: PersonRow,
  persons: ReadonlyMap<string, PersonRow>,
  scope: string,
): PreviewState {
  const engine = useEngine();
  const { grants } = useProfile();
  const entries = useQuery(catalogueQuery({ withDeleted: true })).data;
  const ids = useMemo(() => [person, ...joinedInto(person.id, persons)].map(({ id }) => id), [person, persons]);
  const [state, setState] = useState<PreviewState>({ preview: null, progress: { done: 0, total: 0 } });
  useEffect(() => {
    if (entries === undefined) return;
    const stop = new AbortController();
    let told = 0;
    void gatherOwnData({
      port: engine,
      entries,
      subject: new Set(ids),
      account: null,
      choice: { highest: 'TLP:RED', grants, at: pageClock.now() },
      pieces: pagePieces(stop.signal),
      onProgress(done, total) {
        if (stop.signal.aborted || done - told < total / 50) return;
        told = done;
        setState((now) => ({ ...now, progress: { done, total } }));
      },
    }).then((found) => {
      if (found === null || stop.signal.aborted) return;
      setState((now) => ({ ...now, preview: previewOf(found.records, new Set(ids), scope) }));
    });
    return () => stop.abort();
  }, [engine, grants, ids, entries, scope]);
  return state;
}

function previewOf(about: readonly RecordState[], ids: ReadonlySet<string>, scope: string): ErasurePreview {
  const here = about.filter((state) => state.scope === scope);
  const goes = erasedRecordsOf(here, thisEdition).filter(({ id, fields }) => {
    if (fields !== undefined) return true;
    // Of what is about them whole there is something to take while it says anything.
    return here.some((state) => state.id === id && Object.keys(state.fields).some((key) => !key.startsWith('@')));
  });
  const whole = new Set(goes.flatMap(({ id, fields }) => (fields === undefined ? [id] : [])));
  const stays = here.filter(({ id }) => !whole.has(id) && !ids.has(id)).map(({ id, type }) => ({ id, type }));
  return { goes, stays, elsewhere: about.length - here.length };
}
