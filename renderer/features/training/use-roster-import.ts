import { sha256 } from '@noble/hashes/sha2.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toHex } from '../../../shared/base/bytes.ts';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { attachment } from '../../../shared/domain/attachment.ts';
import { mediaTypeOf } from '../../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { draftsOfRows } from '../../../shared/domain/roster-import/drafts-of-plan.ts';
import type { PlannedRow, RosterPlan } from '../../../shared/domain/roster-import/plan-roster.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useEngine } from '../../data/engine-context.tsx';
import type { LiveEngine } from '../../data/live-engine.ts';
import { pagePieces } from '../../data/page-pieces.ts';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { useActivityStore } from '../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../ui/activity-store.ts';
import type { RosterFile } from './use-roster-file.ts';
import type { OpenSession } from './use-session.ts';

/** What an import did, so far as it went. */
export interface ImportOutcome {
  readonly counts: RosterPlan['counts'];
  /** Rows that are saved, whole, and how many were to be. */
  readonly saved: number;
  readonly total: number;
  readonly ended: 'done' | 'stopped' | 'failed';
}

export interface RosterImporter {
  readonly outcome: ImportOutcome | null;
  /** Rows saved so far while an import runs. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  run(file: RosterFile, plan: RosterPlan, accepted: ReadonlySet<number>): Promise<void>;
  stop(): void;
  forget(): void;
}

/** Rows saved as one action. Up to so many a roster is saved whole or not at all; larger ones are whole row by row. */
const rowsOfPiece = 400;

/** Saves a plan piece by piece, the original with the first; the tray shows how far it is, and stops it. */
export function useRosterImport(open: OpenSession): RosterImporter {
  const { t } = useTranslation('training');
  const engine = useEngine();
  const { apply } = useApply();
  const activities = useActivityStore();
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [progress, setProgress] = useState<RosterImporter['progress']>(null);
  const [activity, setActivity] = useState<ActivityHandle | null>(null);

  const run: RosterImporter['run'] = (file, plan, accepted) => {
    const rows = plan.rows.filter(({ verdict }) => verdict === 'new' || verdict === 'enrol' || verdict === 'fill');
    const total = rows.length;
    let saved = 0;
    const end = (ended: ImportOutcome['ended']): ActivityEnd => {
      setProgress(null);
      setOutcome({ counts: plan.counts, saved, total, ended });
      const note = t('import.savedRows', { saved, count: total });
      return { state: ended, note, path: `/training/sessions/${open.session.id}` };
    };
    const options = { total, onFault: () => end('failed') };
    return activities.track(t('import.activity', { name: file.name }), options, async (activity) => {
      setActivity(activity);
      const pieces = pagePieces(activity.signal);
      const enrolled = new Set(open.roster.map(({ person }) => person.id));
      while (saved < total) {
        if (pieces.isStopped()) return end('stopped');
        await pieces.breathe();
        setProgress({ done: saved, total });
        const piece = rows.slice(saved, saved + rowsOfPiece);
        const place = await placeOf(engine, open, piece, { accepted, enrolled });
        const drafts = draftsOfRows(piece, place);
        const original = saved === 0 ? await keepOriginal(engine, open, file) : [];
        if (!drafts.ok || original === null) return end('failed');
        if (!(await apply([...drafts.value, ...original])).ok) return end('failed');
        saved += piece.length;
        activity.progress(saved);
      }
      return end('done');
    });
  };
  return { outcome, progress, run, stop: () => activity?.stop(), forget: () => setOutcome(null) };
}

async function placeOf(
  engine: LiveEngine,
  { session }: OpenSession,
  rows: readonly PlannedRow[],
  more: { readonly accepted: ReadonlySet<number>; readonly enrolled: Set<string> },
) {
  const touched = rows.flatMap(({ person, maybe }) => person ?? maybe?.id ?? []);
  const states = new Map((await engine.open([...new Set(touched)])).map((state) => [state.id, state]));
  return { scope: session.scope, session: session.id, clock: pageClock, random: pageRandom, states, ...more };
}

/** The file as it came, kept beside the session; nothing when it is there already, null when it cannot be kept. */
async function keepOriginal(
  engine: LiveEngine,
  { session }: OpenSession,
  { name, bytes }: RosterFile,
): Promise<readonly OperationDraft[] | null> {
  const hash = toHex(sha256(bytes));
  const known = await engine.list({ type: attachment.type, parent: session.id });
  const states = await engine.open(known.map(({ id }) => id));
  if (states.some((state) => viewOf(attachment, state).sha256 === hash)) return [];
  const kept = await engine.keepChunks(bytes);
  if (!kept.ok) return null;
  const id = uuidv7(pageClock, pageRandom);
  const file = {
    scope: session.scope,
    id,
    owner: session.id,
    name,
    mediaType: mediaTypeOf(name),
    bytes,
    chunks: kept.value,
  };
  return draftsOfOriginal(file);
}
