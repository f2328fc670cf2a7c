import { ActionIcon } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { adaptationPiece, type Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useDelete } from '../../../data/use-delete.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Blade } from '../../../ui/blade.tsx';
import { iconStroke } from '../../../ui/icon.ts';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { ConflictMark } from '../conflict-mark.tsx';
import type { OpenPlaybook } from '../use-playbook.ts';
import css from './layer.module.css';
import { kindWord } from './layer-words.ts';
import { RemovedPieces } from './removed-pieces.tsx';
import type { Layer } from './use-layers.ts';

interface PieceListProps {
  readonly open: OpenPlaybook;
  readonly layer: Layer;
  readonly decisions: readonly Decision[];
}

/** Everything that the layer holds, in the order of the playbook. */
export function PieceList({ open, layer, decisions }: PieceListProps) {
  const { t } = useTranslation('playbooks');
  const titleId = useId();
  const { deleted, remove, undo } = useDelete<string>();
  const waiting = new Set(decisions.map(({ piece }) => piece.id));
  const numberOf = (piece: Piece) => open.steps.numberOf.get(piece.step) ?? Number.MAX_SAFE_INTEGER;
  const pieces = [...layer.pieces].sort((a, b) => numberOf(a) - numberOf(b) || (a.order < b.order ? -1 : 1));
  return (
    <section className={css.pieces} aria-labelledby={titleId}>
      <SectionHead title={t('layer.pieces')} id={titleId} count={pieces.length} />
      {deleted !== null && (
        <Banner tone="info" isNews action={<ActionButton onClick={() => void undo()}>{t('reader.undo')}</ActionButton>}>
          {t('layer.removed', { what: deleted })}
        </Banner>
      )}
      <Panel>
        {pieces.map((piece) => (
          <PieceRow
            key={piece.id}
            open={open}
            layer={layer}
            piece={piece}
            isWaiting={waiting.has(piece.id)}
            onRemove={(what) => void remove([piece.id], what)}
          />
        ))}
        {pieces.length === 0 && <p className={css.none}>{t('layer.noPieces')}</p>}
      </Panel>
      <RemovedPieces layer={layer} />
    </section>
  );
}

interface PieceRowProps extends Pick<PieceListProps, 'open' | 'layer'> {
  readonly piece: Piece;
  readonly isWaiting: boolean;
  onRemove(what: string): void;
}

function PieceRow({ open, layer, piece, isWaiting, onRemove }: PieceRowProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const said = pickText(
    piece.kind === 'addition' ? piece.name : piece.description,
    language,
    piece.language ?? undefined,
  );
  const what = kindWord(t, piece);
  const edit = () => void navigate({ to: `/playbooks/${open.playbook.id}/adapt/${piece.id}` });
  const act = (label: string, Icon: typeof IconPencil, onClick: () => void) => (
    <ActionIcon size={28} aria-label={label} title={label} onClick={onClick}>
      <Icon size={16} stroke={iconStroke} aria-hidden="true" />
    </ActionIcon>
  );
  return (
    <ListRow
      lead={<Blade tone="local">{open.steps.numberOf.get(piece.step) ?? '–'}</Blade>}
      title={said?.text ?? t('reader.unnamed')}
      lang={said?.lang}
      sub={what}
      end={
        <>
          <ConflictMark record={piece.id} fields={layer.conflicts.get(piece.id) ?? []} lang={language} />
          {isWaiting ? <Tag tone="due">{t('layer.state.waits')}</Tag> : <Tag tone="ok">{t('layer.state.counts')}</Tag>}
          {may('edit', adaptationPiece.type, layer.scope) && act(t('layer.edit', { what }), IconPencil, edit)}
          {may('delete', adaptationPiece.type, layer.scope) &&
            act(t('layer.remove', { what }), IconTrash, () => onRemove(what))}
        </>
      }
    />
  );
}
