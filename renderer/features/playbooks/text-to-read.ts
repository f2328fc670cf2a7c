/**
 * Which text of a playbook is read, and whose each part of it is: the release or the draft ([RL5], [RL6]), with the layer of a
 * centre over it or without one ([AD3]). The reader, a run, the paper and the forms of a layer all ask here. Pure;
 * use-text-to-read.ts brings what it needs.
 */
import type { RecordId } from '../../../shared/base/ids.ts';
import { type CorePlaybook, coreOf } from '../../../shared/domain/adaptation/core-playbook.ts';
import { type EffectivePlaybook, effectivePlaybook } from '../../../shared/domain/adaptation/effective.ts';
import { type FrozenPlaybook, viewsOfFrozen } from '../../../shared/domain/release/frozen-playbook.ts';
import { listedValues } from '../../../shared/domain/release/listed-standing.ts';
import type { PlaybookStanding, StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import type { Layer } from './layer/use-layers.ts';
import { type Line, linesOf } from './lines.ts';
import { stepsModel } from './steps-model.ts';
import type { OpenPlaybook } from './use-playbook.ts';

export interface WantedText {
  /** What is in force, or was withdrawn, else the draft; the draft; or exactly this release. */
  readonly edition: 'in-force' | 'draft' | RecordId;
  /** The centre whose layer is laid over the core; null: the core alone. */
  readonly layer: string | null;
}

export interface TextToRead {
  /** What is read of the core. */
  readonly open: OpenPlaybook;
  /** What its writers work on. */
  readonly draft: OpenPlaybook;
  readonly standing: PlaybookStanding;
  /** The release that it is of; null: the draft. */
  readonly release: StandingRelease | null;
  /** A release was to be read, and its text is not here or is another one than was approved ([RL6]). */
  readonly isTextWrong: boolean;
  /** Every layer that could be laid over it. */
  readonly layers: readonly Layer[];
  readonly layer: Layer | null;
  readonly effective: EffectivePlaybook | null;
  /** The steps as they are read, each with its origin. */
  readonly lines: readonly Line[];
}

/** The release whose text is needed; null where the draft is read, or what was asked for is not here. */
export function wantedRelease(
  { releases, current, withdrawn }: PlaybookStanding,
  wanted: WantedText['edition'],
): StandingRelease | null {
  if (wanted === 'draft') return null;
  if (wanted === 'in-force') return current ?? withdrawn;
  return releases.find(({ id }) => id === wanted) ?? null;
}

/** The core that is read. `text` is that of {@link wantedRelease}; null when it is not here or is not the one that was approved. */
export function coreToRead(
  draft: OpenPlaybook,
  standing: PlaybookStanding,
  wanted: WantedText['edition'],
  text: FrozenPlaybook | null,
): Pick<TextToRead, 'open' | 'draft' | 'standing' | 'release' | 'isTextWrong'> {
  const release = wantedRelease(standing, wanted);
  if (release !== null && text !== null)
    return { open: openRelease(release, text, draft), draft, standing, release, isTextWrong: false };
  const isTextWrong = release !== null || (wanted !== 'draft' && wanted !== 'in-force');
  return { open: asDraft(draft, standing), draft, standing, release: null, isTextWrong };
}

/** The core with a layer over it. */
export function withLayer(
  core: ReturnType<typeof coreToRead>,
  layers: readonly Layer[],
  wanted: WantedText['layer'],
): TextToRead {
  const layer = layers.find(({ centre }) => centre === wanted) ?? null;
  const effective = layer === null ? null : effectivePlaybook(coreIn(core.open), layer.pieces);
  const lines = linesOf(core.open.steps, effective, layer?.centre ?? '');
  return { ...core, layers, layer, effective, lines };
}

/** The core in an open playbook, as layers hang on it. */
export function coreIn({ playbook, steps, release }: OpenPlaybook): CorePlaybook {
  return coreOf(playbook, [...steps.byId.values()], release);
}

/** The draft says nothing of its own standing where there are releases ([RL5]). */
function asDraft(draft: OpenPlaybook, { releases, candidate }: PlaybookStanding): OpenPlaybook {
  if (releases.length === 0) return draft;
  const state = candidate === null ? 'draft' : candidate.state === 'approved' ? 'approved' : 'in-review';
  const unsaid = { releaseNumber: undefined, validFrom: undefined, validUntil: undefined, reviewDate: undefined };
  return { ...draft, playbook: { ...draft.playbook, ...unsaid, state } };
}

/** The text of a release as the reader takes it. Its mark is the playbook's own: who may be shown it can change at any time. */
function openRelease(release: StandingRelease, frozen: FrozenPlaybook, draft: OpenPlaybook): OpenPlaybook {
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

const nothing = { withdrawn: null, coming: null, candidate: null, releases: [] } as const;

/** Whether it may be begun as a checklist: what is in force, or a draft where nothing was ever released. */
export function mayRun({ standing: { withdrawn, current }, release }: TextToRead): boolean {
  if (withdrawn !== null) return false;
  return release === null ? current === null : release.id === current?.id;
}
