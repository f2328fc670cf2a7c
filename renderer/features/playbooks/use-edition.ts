import { useMemo } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import { viewsOfFrozen } from '../../../shared/domain/release/frozen-playbook.ts';
import { listedValues } from '../../../shared/domain/release/listed-standing.ts';
import type { PlaybookStanding, StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { useReleases, useReleaseText } from '../../data/use-releases.ts';
import { stepsModel } from './steps-model.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';

/** What is read of a playbook: a release, or what its writers work on. */
export interface ShownEdition {
  readonly standing: PlaybookStanding;
  /** Null: the draft. */
  readonly release: StandingRelease | null;
  /** A release was to be shown, and its text is not here or is another one than was approved ([RL6]). */
  readonly isTextWrong: boolean;
  readonly open: OpenPlaybook;
}

/**
 * The text to show of a playbook: the release in force, or the one that was withdrawn, where there is one; `draft`, or the id of a
 * release, when that is asked for. Undefined while it is read.
 */
export function useEdition(draft: OpenPlaybook, wanted: string | null): ShownEdition | undefined {
  const standing = useReleases(draft.playbook.id);
  const release = standing === undefined ? null : chosenOf(standing, wanted);
  const text = useReleaseText(release?.id ?? null);
  return useMemo(() => {
    if (standing === undefined || (release !== null && text === undefined)) return undefined;
    if (release === null || text == null)
      return { standing, release: null, isTextWrong: release !== null, open: asDraft(draft, standing) };
    return { standing, release, isTextWrong: false, open: openRelease(release, text, draft) };
  }, [standing, release, text, draft]);
}

function chosenOf({ releases, current, withdrawn }: PlaybookStanding, wanted: string | null): StandingRelease | null {
  if (wanted === 'draft') return null;
  return releases.find(({ id }) => id === wanted) ?? current ?? withdrawn;
}

/** The draft says nothing of its own standing where there are releases ([RL5]). */
function asDraft(draft: OpenPlaybook, { releases, candidate }: PlaybookStanding): OpenPlaybook {
  if (releases.length === 0) return draft;
  const state = candidate === null ? 'draft' : candidate.state === 'approved' ? 'approved' : 'in-review';
  const unsaid = { releaseNumber: undefined, validFrom: undefined, validUntil: undefined, reviewDate: undefined };
  return { ...draft, playbook: { ...draft.playbook, ...unsaid, state } };
}

/** The text of a release as the reader takes it. Its mark is the playbook's own: who may be shown it can change at any time. */
export function openRelease(release: StandingRelease, frozen: FrozenPlaybook, draft: OpenPlaybook): OpenPlaybook {
  const { scope, marking, original } = draft.playbook;
  const { playbook, steps } = viewsOfFrozen(frozen, { scope, at: release.edition.at });
  const isNone = release.state === 'returned' || release.state === 'recalled';
  const state = isNone ? 'draft' : release.state;
  const said = listedValues({ ...nothing, state, current: release });
  const own = { ...said, validUntil: said.validUntil ?? undefined, validFrom: said.validFrom ?? undefined };
  return {
    playbook: { ...playbook, marking, original, ...own } as OpenPlaybook['playbook'],
    steps: stepsModel(steps, playbook.workflowStart ?? null, playbook.workflowException ?? null),
    frozen,
    release: { id: release.id, number: release.edition.number, digest: release.edition.content },
  };
}

/**
 * What holds of a playbook: the text of the release in force, or of the one that was withdrawn, else the draft. Undefined while
 * it is read, null when the playbook is not here.
 */
export function useTextInForce(id: RecordId): OpenPlaybook | null | undefined {
  const draft = usePlaybook(id);
  const standing = useReleases(id);
  const release = standing === undefined ? null : chosenOf(standing, null);
  const text = useReleaseText(release?.id ?? null);
  return useMemo(() => {
    if (draft == null || release === null) return standing === undefined ? undefined : draft;
    if (text === undefined) return undefined;
    return text === null ? draft : openRelease(release, text, draft);
  }, [draft, standing, release, text]);
}

const nothing = { withdrawn: null, coming: null, candidate: null, releases: [] } as const;

/** Whether it may be begun as a checklist: what is in force, or a draft where nothing was ever released. */
export function mayRun({ standing: { withdrawn, current }, release }: ShownEdition): boolean {
  if (withdrawn !== null) return false;
  return release === null ? current === null : release.id === current?.id;
}
