import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { concat } from '../../../shared/base/bytes.ts';
import { dayHere } from '../../../shared/base/plain-date.ts';
import { labelOf } from '../../../shared/domain/exchange/label-of.ts';
import { createZipWriter } from '../../../shared/domain/exchange/zip-writer.ts';
import { gatherOwnData, type OwnData } from '../../../shared/domain/own-data/gather-own-data.ts';
import { type OwnDataRequest, ownDataJson, ownDataPage } from '../../../shared/domain/own-data/own-data-document.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { joinedInto, type PersonRow, shownName } from '../../../shared/domain/training/roster.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useOwnDataWords } from './use-own-data-words.ts';

export interface OwnDataChoices {
  readonly purpose: string;
  /** The account under which the person works with Waypost; empty when they do not, or nobody knows. */
  readonly account: string;
  readonly highest: TlpLevel;
}

export type OwnDataOutcome =
  | { readonly kind: 'written' | 'not-kept' }
  | { readonly kind: 'failed'; readonly why: string };

export interface OwnDataFile {
  /** Null while this disk is looked through. */
  readonly data: OwnData | null;
  readonly progress: { readonly done: number; readonly total: number };
  readonly outcome: OwnDataOutcome | null;
  write(): Promise<void>;
}

/** What is held about a person, looked through anew when the choices or the records change; and the writing of it. */
export function useOwnData(
  person: PersonRow,
  persons: ReadonlyMap<string, PersonRow>,
  choices: OwnDataChoices,
): OwnDataFile {
  const identity = useIdentity();
  const desktop = useDesktop();
  const profile = useProfile();
  const failureText = useFailureText();
  const wordsOf = useOwnDataWords();
  const entries = useQuery(catalogueQuery({ withDeleted: true })).data;
  const ids = useMemo(() => [person, ...joinedInto(person.id, persons)].map(({ id }) => id), [person, persons]);
  const { data, progress } = useGathered(ids, entries, choices);
  const [outcome, setOutcome] = useState<OwnDataOutcome | null>(null);
  const write = async () => {
    if (data === null || entries === undefined) return;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const people = new Map(identity.profiles.map(({ person: id, name }) => [id, name]));
    const nameOf = (id: string) => {
      const entry = byId.get(id);
      return entry === undefined ? (people.get(id) ?? '') : nameOfEntry(entry, byId);
    };
    const at = pageClock.now();
    const request: OwnDataRequest = {
      at,
      by: { id: profile.person, name: profile.name, centre: profile.centre },
      purpose: choices.purpose.trim(),
      network: { id: identity.hub, name: identity.networkName, sample: identity.sample },
      subject: { ids, name: shownName(person) },
      account: choices.account === '' ? null : { id: choices.account, name: people.get(choices.account) ?? '' },
      highest: choices.highest,
    };
    const zip = createZipWriter(at);
    for (const [path, text] of [
      ['own-data.html', ownDataPage(data, wordsOf(request, data), nameOf)],
      ['own-data.json', ownDataJson(request, data, nameOf)],
    ] as const) {
      const file = zip.file(path);
      file.write(text);
      file.close();
    }
    // The name of a file is seen by whoever sees the folder: it says nothing of whom it is about.
    const suggestedName = `waypost-own-data-${dayHere(at)}.zip`;
    const saved = await desktop.call('files:save', { suggestedName, bytes: concat(...zip.end()) });
    if (!saved.ok) setOutcome({ kind: 'failed', why: failureText(saved.failure) });
    else setOutcome({ kind: saved.value.saved ? 'written' : 'not-kept' });
  };
  return { data, progress, outcome, write };
}

type Entries = Parameters<typeof gatherOwnData>[0]['entries'];

/** A record that has no name is known by the one it belongs to: a place on a roster by its session. */
function nameOfEntry(entry: Entries[number], byId: ReadonlyMap<string, Entries[number]>): string {
  const parent = byId.get(entry.parent);
  const own = labelOf(entry);
  const above = parent === undefined ? '' : labelOf(parent);
  return [own, above].filter((part, place, all) => part !== '' && all.indexOf(part) === place).join(' · ');
}

function useGathered(
  ids: readonly string[],
  entries: Entries | undefined,
  { account, highest }: OwnDataChoices,
): Pick<OwnDataFile, 'data' | 'progress'> {
  const engine = useEngine();
  const { may, grants } = useProfile();
  const [data, setData] = useState<OwnData | null>(null);
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  useEffect(() => {
    if (entries === undefined) return;
    const stop = new AbortController();
    setData(null);
    let told = 0;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    // A record that was joined with theirs from a scope that one does not look after stays out of it.
    const subject = ids.filter((id) => may('disclose', 'person', byId.get(id)?.scope ?? ''));
    void gatherOwnData({
      port: engine,
      entries,
      subject: new Set(subject),
      account: account === '' ? null : account,
      choice: { highest, grants, at: pageClock.now() },
      pieces: pagePieces(stop.signal),
      onProgress(done, total) {
        if (stop.signal.aborted || done - told < total / 50) return;
        told = done;
        setProgress({ done, total });
      },
    }).then((found) => {
      if (!stop.signal.aborted) setData(found);
    });
    return () => stop.abort();
  }, [engine, may, grants, ids, entries, account, highest]);
  return { data, progress };
}
