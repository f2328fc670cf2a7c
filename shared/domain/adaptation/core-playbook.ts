/** A core playbook as adaptations see it: texts of its steps in reading order, and what its author allows. Pure. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../base/bytes.ts';
import type { RecordId } from '../../base/ids.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { canonicalJson } from '../cacao/canonical-json.ts';
import type { Localised } from '../localised.ts';
import type { Playbook } from '../playbook.ts';
import type { Step } from '../step.ts';
import { inReadingOrder } from '../workflow/workflow-of.ts';
import { type AdaptableField, adaptableFields, defaultAllowances } from './adaptable.ts';

export interface CoreStep {
  readonly id: RecordId;
  readonly texts: Readonly<Record<AdaptableField, Localised>>;
  /** What a centre may do here: the step's own word, else the playbook's, else the default. */
  readonly allowances: readonly string[];
}

/** Which edition of the core something was made on. */
export interface CoreEdition extends JsonObject {
  /** The record of the release; null while the playbook has none. */
  readonly release: RecordId | null;
  readonly number: string | null;
  /** Of the release, else of the texts themselves ({@link digestOfCore}). */
  readonly digest: string;
}

export interface CorePlaybook {
  readonly id: RecordId;
  /** In which it was written; null when nobody said. */
  readonly language: string | null;
  readonly edition: CoreEdition;
  /** In reading order. */
  readonly steps: readonly CoreStep[];
}

type Header = Pick<Playbook, 'id' | 'language' | 'releaseNumber' | 'adaptable'>;
type StepTexts = Pick<Step, 'id' | 'order' | 'adaptable' | AdaptableField>;

/** The release that a text is of. */
export interface ReleaseOf {
  readonly id: RecordId;
  readonly number: string;
  readonly digest: string;
}

/** The core in a playbook and its steps; `release` is the one that they are of, when there is one. */
export function coreOf(playbook: Header, steps: readonly StepTexts[], release: ReleaseOf | null = null): CorePlaybook {
  const cored = inReadingOrder(steps).map((step) => coreStep(step, playbook.adaptable));
  const edition = {
    release: release?.id ?? null,
    number: release?.number ?? playbook.releaseNumber ?? null,
    digest: release?.digest ?? digestOfCore(cored),
  };
  return { id: playbook.id, language: playbook.language ?? null, edition, steps: cored };
}

function coreStep(step: StepTexts, ofPlaybook: readonly string[] | undefined): CoreStep {
  const texts = Object.fromEntries(adaptableFields.map((field) => [field, saidIn(step[field])]));
  return {
    id: step.id,
    texts: texts as CoreStep['texts'],
    allowances: step.adaptable ?? ofPlaybook ?? defaultAllowances,
  };
}

/** The languages in which something is said: an empty text says nothing. */
export function saidIn(texts: Localised): Localised {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ''));
}

/** SHA-256, hexadecimal, over what adaptations hang on: every text of every step in its order. */
export function digestOfCore(steps: readonly CoreStep[]): string {
  const said = steps.map(({ id, texts }) => ({ id, texts })) as unknown as Json;
  return toHex(sha256(utf8(canonicalJson(said))));
}

export function stepOf(core: CorePlaybook, id: RecordId): CoreStep | null {
  return core.steps.find((step) => step.id === id) ?? null;
}
