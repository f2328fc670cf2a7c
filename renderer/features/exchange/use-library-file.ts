import { useEffect, useState } from 'react';
import type { ScopeId } from '../../../shared/base/ids.ts';
import { type LibraryPlan, planLibraryImport } from '../../../shared/domain/exchange/plan-import.ts';
import { type Library, type LibraryFailure, readLibrary } from '../../../shared/domain/exchange/read-library.ts';
import { suggestScopes } from '../../../shared/domain/exchange/suggest-scopes.ts';
import { unpackedLimit } from '../../../shared/protocol/limits.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pagePieces } from '../../data/page-pieces.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';

/** Larger files than other imports take: a library has everything in it. */
const largestLibrary = 512 * 1024 * 1024;

export interface OpenLibrary {
  readonly name: string;
  readonly library: Library;
  readonly scopes: ReadonlyMap<ScopeId, ScopeId>;
}

export interface LibraryFile {
  readonly open: OpenLibrary | null;
  /** Null while it is compared with what is here. */
  readonly plan: LibraryPlan | null;
  readonly working: {
    readonly at: 'reading' | 'comparing';
    readonly done: number;
    readonly total: number | null;
  } | null;
  readonly problem: { readonly name: string; readonly failure: LibraryFailure | { readonly kind: 'too-large' } } | null;
  pick(): Promise<void>;
  setScope(theirs: ScopeId, ours: ScopeId | null): void;
  /** Compares anew: after an import, when most of it is here. */
  compare(): void;
  stop(): void;
}

/** A picked library file, checked and compared with what is here; nothing of it is saved by this. */
export function useLibraryFile(): LibraryFile {
  const desktop = useDesktop();
  const { scopes: ours } = useIdentity();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [open, setOpen] = useState<OpenLibrary | null>(null);
  const [working, setWorking] = useState<LibraryFile['working']>(null);
  const [problem, setProblem] = useState<LibraryFile['problem']>(null);
  const [stopper, setStopper] = useState<AbortController | null>(null);
  const [round, setRound] = useState(0);
  const plan = useComparison(open, round, setWorking);

  const pick = async () => {
    const answer = await desktop.call('files:pick', { kind: 'files', extensions: ['zip'], largest: largestLibrary });
    if (!answer.ok) return announce(failureText(answer.failure));
    const file = answer.value.files[0];
    if (file === undefined) return;
    const { name, bytes } = file;
    setOpen(null);
    setProblem(null);
    // the host gives files over the limit without their bytes
    if (bytes.length === 0) return setProblem({ name, failure: { kind: 'too-large' } });
    const stop = new AbortController();
    setStopper(stop);
    setWorking({ at: 'reading', done: 0, total: null });
    const onProgress = (done: number, total: number) => setWorking({ at: 'reading', done, total });
    const read = await readLibrary(bytes, pagePieces(stop.signal), onProgress, unpackedLimit.content);
    setWorking(null);
    if (read.ok) setOpen({ name, library: read.value, scopes: suggestScopes(read.value.manifest.scopes, ours) });
    else if (read.failure.kind !== 'library-stopped') setProblem({ name, failure: read.failure });
  };
  return {
    open,
    plan,
    working,
    problem,
    pick,
    setScope: (theirs, there) =>
      setOpen((now) => {
        if (now === null) return null;
        const scopes = new Map([...now.scopes].filter(([id]) => id !== theirs));
        if (there !== null) scopes.set(theirs, there);
        return { ...now, scopes };
      }),
    compare: () => setRound((now) => now + 1),
    stop() {
      stopper?.abort();
      setOpen(null);
      setWorking(null);
    },
  };
}

function useComparison(
  open: OpenLibrary | null,
  round: number,
  setWorking: (working: LibraryFile['working']) => void,
): LibraryPlan | null {
  const engine = useEngine();
  const { may } = useProfile();
  const [made, setMade] = useState<{ readonly open: OpenLibrary; readonly plan: LibraryPlan } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round begins the comparison again
  useEffect(() => {
    if (open === null) return;
    const stop = new AbortController();
    const { library, scopes } = open;
    const onProgress = (done: number, total: number) => setWorking({ at: 'comparing', done, total });
    onProgress(0, library.records.length);
    void planLibraryImport(engine, library, { scopes, may }, pagePieces(stop.signal), onProgress).then((plan) => {
      if (plan === null || stop.signal.aborted) return;
      setMade({ open, plan });
      setWorking(null);
    });
    return () => stop.abort();
  }, [engine, may, open, round, setWorking]);
  return made !== null && made.open === open ? made.plan : null;
}
