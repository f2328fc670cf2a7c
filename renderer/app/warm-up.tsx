import { useEffect, useRef, useState } from 'react';
import { useEngine, useProfile } from '../data/engine-context.tsx';
import { useSearchClient } from '../data/search/use-search.ts';
import type { PaletteSearch } from '../feature.ts';
import { useFeatures } from '../feature-list.ts';
import { useRecordKinds } from '../record-kinds.ts';

import { SearchActivity } from './search-activity.tsx';
import { whenIdle } from './when-idle.ts';

/** The first screen comes first: nothing is prepared before so many milliseconds have passed. */
const restAfterStart = 1_200;
/** Long lists take longest, and cost this window little: the disk and the engine read them while a person looks around. */
const restBeforeLists = 200;

/** Once the first screen stands, loads what the next clicks and keys need, so that none of them pays for it. */
export function WarmUp() {
  const features = useFeatures();
  const hasRecords = useRecordKinds().size > 0;
  const [isIdle, setIdle] = useState(false);
  const [isListTime, setListTime] = useState(false);
  const [areListsRead, setListsRead] = useState(!hasRecords);
  useEffect(() => whenIdle(restAfterStart, () => setIdle(true)), []);
  useEffect(() => whenIdle(restBeforeLists, () => setListTime(true)), []);
  useEffect(() => {
    if (!isIdle) return;
    // nothing depends on it: what fails here fails again, and is told, where it is needed
    for (const feature of features) feature.warmUp?.().catch(() => {});
  }, [isIdle, features]);
  const isIndexTime = isIdle && areListsRead;
  return (
    <>
      {hasRecords && isListTime && <WarmLists onRead={() => setListsRead(true)} />}
      {hasRecords && isIndexTime && <WarmIndex />}
      {isIndexTime && features.map(({ namespace, search }) => search && <WarmSearch key={namespace} search={search} />)}
    </>
  );
}

/** The index of the library reads every record that changed: it begins when nobody waits for a list any more. */
function WarmIndex() {
  useSearchClient();
  return <SearchActivity />;
}

/** The long lists of whoever works here are read, one after the other. */
function WarmLists({ onRead }: { onRead(): void }) {
  const engine = useEngine();
  const latest = useRef(onRead);
  latest.current = onRead;
  const features = useFeatures();
  const { roles } = useProfile();
  useEffect(() => {
    const wanted = features.flatMap(({ warmLists }) => {
      return warmLists?.roles.some((role) => roles.includes(role)) ? warmLists.lists : [];
    });
    // nothing depends on it: a list that cannot be read now says so where it is shown
    void wanted
      .reduce((before, list) => before.then(() => engine.list(list)), Promise.resolve<unknown>(null))
      .catch(() => {})
      .then(() => latest.current());
  }, [engine, features, roles]);
  return null;
}

/** The hook of a search starts its index. */
function WarmSearch({ search }: { readonly search: PaletteSearch }) {
  search.useFind();
  return null;
}
