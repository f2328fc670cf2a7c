import { IconBookOff } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeId } from '../../../../shared/base/ids.ts';
import {
  type AdaptableField,
  adaptableFields,
  isAllowed,
  type PieceKind,
  pieceKinds,
} from '../../../../shared/domain/adaptation/adaptable.ts';
import { adaptationPiece, type Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import { type CorePlaybook, type CoreStep, stepOf } from '../../../../shared/domain/adaptation/core-playbook.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useSetFields } from '../../../data/use-set-fields.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { NotHere } from '../../../ui/not-here.tsx';
import { coreIn } from '../text-to-read.ts';
import type { OpenPlaybook } from '../use-playbook.ts';
import { PieceFields } from './piece-fields.tsx';
import { isWhole, keyedPiece, type TypedPiece, typedIn } from './piece-typed.ts';
import { useCoreInForce } from './use-core-in-force.ts';
import { type Layer, useLayers } from './use-layers.ts';
import { useOwnScope } from './use-own-scope.ts';
import { useSavePiece } from './use-save-piece.ts';

/** What the form is about: a place in the core, and the piece that is there already. */
export interface PieceOf {
  readonly open: OpenPlaybook;
  readonly core: CorePlaybook;
  readonly step: CoreStep | null;
  readonly kind: PieceKind;
  readonly field: AdaptableField | null;
  readonly piece: Piece | null;
}

/** A piece of the centre's layer: made at a step that the address names, or changed. */
export function PieceForm() {
  const { t } = useTranslation('playbooks');
  const { playbookId } = useParams({ strict: false }) as { playbookId: string };
  const open = useCoreInForce(playbookId);
  const layers = useLayers(playbookId);
  if (open === undefined || layers === undefined) return null;
  if (open === null || open.playbook.deleted) {
    const list = { label: t('rail.label'), path: '/playbooks' };
    return <NotHere icon={IconBookOff} cause="away" what={t('reader.gone.title')} list={list} />;
  }
  return <OpenForm open={open} layers={layers} />;
}

function OpenForm({ open, layers }: { readonly open: OpenPlaybook; readonly layers: readonly Layer[] }) {
  const { t } = useTranslation('playbooks');
  const { pieceId } = useParams({ strict: false }) as { pieceId?: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const { centre, may } = useProfile();
  const ownScope = useOwnScope(open.playbook);
  const [core] = useState(() => coreIn(open));
  const own = layers.find((layer) => layer.centre === centre) ?? null;
  const piece = layers.flatMap(({ pieces }) => pieces).find(({ id }) => id === pieceId) ?? null;
  const kind = piece?.kind ?? pieceKinds.find((each) => each === search['kind']) ?? 'note';
  const asked = adaptableFields.find((each) => each === search['field']) ?? null;
  const field = piece?.field ?? (kind === 'replacement' ? asked : null);
  const step = stepOf(core, piece?.step ?? String(search['step'] ?? ''));
  const of: PieceOf = { open, core, step, kind, field, piece };
  const scope = layers.find(({ pieces }) => pieces.some(({ id }) => id === pieceId))?.scope;
  const mayChange =
    piece === null ? ownScope !== null : scope !== undefined && may('edit', adaptationPiece.type, scope);
  const isPossible =
    piece !== null || (pieceId === undefined && step !== null && isAllowed(step.allowances, kind, field));
  if (!mayChange || !isPossible) {
    const back = { label: t('rail.label'), path: `/playbooks/${open.playbook.id}` };
    return <NotHere icon={IconBookOff} cause={mayChange ? 'away' : 'not-allowed'} list={back} />;
  }
  return <Form of={of} layer={own} scope={ownScope ?? scope ?? ''} />;
}

function Form({ of, layer, scope }: { readonly of: PieceOf; readonly layer: Layer | null; readonly scope: ScopeId }) {
  const { core, step, kind, field, piece } = of;
  const navigate = useNavigate();
  const { language } = useLocale();
  const begin = (lang: string) => typedIn(lang, piece, step, field);
  const [values, setValues] = useState<TypedPiece>(() => begin(piece?.language ?? language));
  const [isMissing, setMissing] = useState(false);
  const { create, saving } = useSavePiece(core, layer, scope);
  const change = useSetFields();
  const send = async () => {
    setMissing(!isWhole(values, kind));
    if (!isWhole(values, kind) || saving || change.saving) return;
    const keyed = keyedPiece(values);
    const saved =
      piece === null
        ? await create({ kind, field, step: step?.id ?? '', language: values.language, values: keyed })
        : await change.set(adaptationPiece, piece.id, keyed);
    if (saved) void navigate({ to: `/playbooks/${core.id}`, search: { step: step?.id } as never, replace: true });
  };
  return (
    <PieceFields
      of={of}
      values={values}
      isMissing={isMissing}
      saving={saving || change.saving}
      onChange={(next) => setValues((now) => ({ ...now, ...next }))}
      onLanguage={(lang) => setValues(begin(lang))}
      onSave={send}
    />
  );
}
