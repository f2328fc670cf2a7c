/**
 * A centre's own layer over a core playbook ([AD1]): records in a scope of that centre, which change nothing of the core. Each
 * piece remembers the core's words that it was made on, so that a later core can be compared with them wherever the piece is
 * read, whether the release of then is still on that disk or not.
 */
import { z } from 'zod';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, doctrineText, json, localisedText, order, reference, text } from '../field.ts';
import type { Localised } from '../localised.ts';
import { type AdaptableField, adaptableFields, type PieceKind, pieceKinds } from './adaptable.ts';
import { type CoreEdition, type CorePlaybook, type CoreStep, stepOf } from './core-playbook.ts';

const editionSchema = z.looseObject({
  release: z.string().max(300).nullable(),
  number: z.string().max(30).nullable(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
const textsSchema = z.record(z.string().max(35), z.string().max(200_000));
const baseSchema = editionSchema.extend({
  /** What the core said there: of a replacement the field that it replaces, else the text of the step. */
  texts: textsSchema,
  /** The name of the step, for when it is gone. */
  name: textsSchema,
});

/** The core that a piece was made on, or last decided on. */
export interface PieceBase extends CoreEdition {
  readonly texts: Readonly<Record<string, string>>;
  readonly name: Readonly<Record<string, string>>;
}

export const adaptation = declareRecord({
  type: 'adaptation',
  version: 1,
  parent: null,
  appendOnly: false,
  fields: {
    /** The core playbook, which stays where it is. */
    playbook: reference({ listed: true }),
    /** The edition of the core to which everything was brought and decided. */
    base: json({ listed: true, schema: editionSchema }),
  },
});

export const adaptationPiece = declareRecord({
  type: 'adaptation-piece',
  version: 1,
  parent: 'adaptation',
  appendOnly: false,
  fields: {
    adaptation: reference({ listed: true }),
    kind: choice(pieceKinds, { listed: true }),
    /** The step of the core: the one that it is a note on, whose text it replaces, or after which it stands. */
    step: reference({ listed: true }),
    /** Of a replacement: the text of the step that it replaces, in the languages of `description`. */
    field: choice(adaptableFields, { listed: true }),
    /** Among the steps that were added after the same step, and the notes on it. */
    order: order(),
    /** Language in which it was written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
    /** Of a step that was added. */
    name: doctrineText({ listed: true, searched: 'title', max: 2_000 }),
    /** The note, what is to be done, or the text that stands instead of the core's. */
    description: doctrineText({ searched: true }),
    /** Of a step that was added: who does it, who may authorise it, and what to beware of. */
    who: doctrineText({ max: 2_000 }),
    authority: doctrineText({ searched: true, max: 2_000 }),
    caution: doctrineText({ searched: true, max: 5_000 }),
    /** Why this centre needs it, and the law that asks for it. */
    reason: localisedText({ max: 5_000 }),
    legalReference: localisedText({ searched: true, max: 5_000 }),
    base: json({ schema: baseSchema }),
  },
});

type PieceView = RecordView<typeof adaptationPiece>;
type PieceText = 'name' | 'description' | 'who' | 'authority' | 'caution' | 'reason' | 'legalReference';

/** A piece that can be read: it says what it is and where it belongs. */
export interface Piece extends Readonly<Record<PieceText, Localised>> {
  readonly id: RecordId;
  readonly adaptation: RecordId;
  readonly kind: PieceKind;
  readonly step: RecordId;
  /** Of a replacement, and of no other. */
  readonly field: AdaptableField | null;
  readonly order: string;
  readonly language: string | null;
  /** Null when it does not say what it was made on. */
  readonly base: PieceBase | null;
}

/** The piece in a record; null when it lacks what makes it one. */
export function pieceOf(view: PieceView): Piece | null {
  const { id, kind, step, field = null } = view;
  if (kind === undefined || step === undefined || (kind === 'replacement') !== (field !== null)) return null;
  const { name, description, who, authority, caution, reason, legalReference } = view;
  return {
    ...{ id, kind, step, field, name, description, who, authority, caution, reason, legalReference },
    adaptation: view.adaptation ?? '',
    order: view.order ?? '',
    language: view.language ?? null,
    base: readBase(view.base),
  };
}

function readBase(value: Json | undefined): PieceBase | null {
  return baseSchema.safeParse(value).success ? (value as unknown as PieceBase) : null;
}

/** The edition in a value; null when it holds none. */
export function readCoreEdition(value: Json | undefined): CoreEdition | null {
  return editionSchema.safeParse(value).success ? (value as unknown as CoreEdition) : null;
}

/** What the core says where a piece hangs. */
export function coreTextsAt(step: CoreStep, { field }: Pick<Piece, 'field'>): Localised {
  return step.texts[field ?? 'description'];
}

/** What a piece that is made or decided on this core remembers of it. */
export function baseOf(core: CorePlaybook, piece: Pick<Piece, 'step' | 'field'>): PieceBase | null {
  const step = stepOf(core, piece.step);
  if (step === null) return null;
  return { ...core.edition, texts: definite(coreTextsAt(step, piece)), name: definite(step.texts.name) };
}

const definite = (texts: Localised): Record<string, string> => ({ ...texts }) as Record<string, string>;
