import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowRightBar,
  IconFileText,
  IconFileTypeDocx,
  IconPencil,
  IconPrinter,
  IconShare2,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ReviewState, review as reviewDeclaration } from '../../../shared/domain/review/review.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useMoving } from '../../data/moves/use-moving.tsx';
import { useSetFields } from '../../data/use-set-fields.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import type { OpenReview } from './use-review.ts';
import { useReviewFiles } from './use-review-files.ts';

interface ReviewActsProps {
  readonly open: OpenReview;
  onDelete(): void;
  onPrint(name: string): void;
}

/** Where a review goes next; the last one can be opened again. */
const following: Readonly<Record<ReviewState, ReviewState>> = {
  draft: 'in-review',
  'in-review': 'agreed',
  agreed: 'closed',
  closed: 'agreed',
};

/** Outputs, the way back, edit, delete, and the one next thing. */
export function ReviewActs({ open, onDelete, onPrint }: ReviewActsProps) {
  const { t } = useTranslation('reviews');
  const { may } = useProfile();
  const navigate = useNavigate();
  const { set, saving } = useSetFields();
  const { review } = open;
  const state = review.state ?? 'draft';
  const move = (to: ReviewState) => void set(reviewDeclaration, review.id, { state: to });
  return (
    <>
      <Outputs open={open} onDelete={onDelete} onPrint={onPrint} />
      {may('edit', 'review', review.scope) && (
        <>
          {state !== 'draft' && (
            <ActionButton
              size="medium"
              kind="quiet"
              icon={IconArrowBackUp}
              mirrorIcon
              disabled={saving}
              onClick={() => move('draft')}
            >
              {t('state.back')}
            </ActionButton>
          )}
          <ActionButton
            size="medium"
            icon={IconPencil}
            onClick={() => void navigate({ to: `/reviews/${review.id}/edit` })}
          >
            {t('form.edit')}
          </ActionButton>
          <ActionButton size="medium" kind="primary" disabled={saving} onClick={() => move(following[state])}>
            {t(`state.to.${state}`)}
          </ActionButton>
        </>
      )}
    </>
  );
}

function Outputs({ open, onDelete, onPrint }: ReviewActsProps) {
  const { t } = useTranslation('reviews');
  const { may } = useProfile();
  const { review, findings, actions } = open;
  const { t: tData } = useTranslation('data');
  const { document, name, saveText, saveDocument } = useReviewFiles(open);
  const moving = useMoving({ id: review.id, type: 'review', scope: review.scope, title: document.title });
  return (
    <>
      {moving.dialog}
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionButton size="medium" icon={IconShare2}>
            {t('output.label')}
          </ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPrinter size={16} stroke={iconStroke} aria-hidden="true" />}
            onClick={() => onPrint(name)}
          >
            {t('output.print')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={16} stroke={iconStroke} aria-hidden="true" />} onClick={saveText}>
            {t('output.markdown')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileTypeDocx size={16} stroke={iconStroke} aria-hidden="true" />}
            onClick={saveDocument}
          >
            {t('output.docx')}
          </Menu.Item>
          {moving.begin && (
            <Menu.Item
              leftSection={<IconArrowRightBar size={16} stroke={iconStroke} aria-hidden="true" />}
              onClick={moving.begin}
            >
              {tData('move.act')}
            </Menu.Item>
          )}
          {may('delete', 'review', review.scope) && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="var(--wp-bad)"
                leftSection={<IconTrash size={16} stroke={iconStroke} aria-hidden="true" />}
                onClick={onDelete}
              >
                {t('review.delete', { count: findings.length + actions.length + 1 })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
