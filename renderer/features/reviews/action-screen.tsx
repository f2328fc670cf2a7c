import { IconBuilding, IconCalendarEvent, IconPencil, IconTrash, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { Action } from '../../../shared/domain/review/action.ts';
import { latenessOf } from '../../../shared/domain/review/action-progress.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { useProfile } from '../../data/engine-context.tsx';
import { pageToday } from '../../data/page-ports.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useDelete } from '../../data/use-delete.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { ActionFinding } from './action-finding.tsx';
import { ActionProgress } from './action-progress.tsx';
import { ReviewNotHere } from './review-not-here.tsx';
import { actionSign, elementWord } from './review-words.ts';
import { StepChange } from './step-change.tsx';
import { type OpenReview, useReview } from './use-review.ts';

/** One corrective action: who, until when, how far; and the wording that it changes in a playbook. */
export function ActionScreen() {
  const { t } = useTranslation('reviews');
  const { reviewId, actionId } = useParams({ strict: false }) as { reviewId: string; actionId: string };
  const open = useReview(reviewId);
  const state = useQuery(recordStateQuery(actionId)).data;
  const { deleted, remove, undo } = useDelete<true>();
  if (open === undefined || state === undefined) return null;
  const action = open?.actions.find(({ id }) => id === actionId);
  if (open === null || action === undefined) {
    const cause = state === null ? 'away' : 'deleted';
    const back = deleted ? { label: t('undo'), onClick: () => void undo() } : undefined;
    return (
      <ReviewNotHere cause={cause} what={cause === 'deleted' ? t('action.deleted') : t('action.gone')} action={back} />
    );
  }
  return <OpenedAction key={actionId} open={open} action={action} onDelete={() => void remove([actionId], true)} />;
}

interface OpenedActionProps {
  readonly open: OpenReview;
  readonly action: Action;
  onDelete(): void;
}

function OpenedAction({ open, action, onDelete }: OpenedActionProps) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const { review } = open;
  const title = pickText(review.title, language, review.language);
  const text = pickText(action.text, language, action.language);
  const mayEdit = may('edit', 'action', action.scope);
  const words = text?.text ?? t('action.untitled');
  useScreenTitle(words, t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/reviews' },
          { label: title?.text ?? t('review.untitled'), lang: title?.lang, path: `/reviews/${review.id}` },
          { label: t('action.one') },
        ]}
      />
      <RecordHeader
        title={words}
        lang={text?.lang}
        tlp={review.marking}
        actions={
          mayEdit && (
            <>
              <ActionButton size="medium" kind="quiet" icon={IconTrash} onClick={onDelete}>
                {t('form.delete')}
              </ActionButton>
              <ActionButton
                size="medium"
                icon={IconPencil}
                onClick={() => void navigate({ to: `/reviews/${review.id}/actions/${action.id}/edit` })}
              >
                {t('form.edit')}
              </ActionButton>
            </>
          )
        }
      >
        <ActionFacts action={action} />
      </RecordHeader>
      <PageBody>
        <ActionFinding open={open} action={action} />
        <ActionProgress action={action} mayEdit={mayEdit} />
        <StepChange action={action} mayEdit={mayEdit} />
        <FilesPanel owner={action} />
      </PageBody>
    </>
  );
}

function ActionFacts({ action }: { readonly action: Action }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const { state = 'open', owner = '', organisation, element, due } = action;
  const sign = actionSign(t, { state, owner, lateness: latenessOf(action, pageToday()) });
  return (
    <>
      <Tag tone={sign.tone}>{sign.word}</Tag>
      {owner !== '' && (
        <RecordFact icon={IconUser}>
          <PlainText text={owner} />
        </RecordFact>
      )}
      {organisation !== undefined && (
        <RecordFact icon={IconBuilding}>
          <PlainText text={organisation} />
        </RecordFact>
      )}
      {due !== undefined && (
        <RecordFact icon={IconCalendarEvent}>{t('action.dueOn', { date: dayText(format, due, 'medium') })}</RecordFact>
      )}
      {element !== undefined && <RecordFact>{elementWord(t, element)}</RecordFact>}
    </>
  );
}
