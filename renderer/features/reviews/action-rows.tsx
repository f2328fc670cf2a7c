import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { Action } from '../../../shared/domain/review/action.ts';
import { latenessOf } from '../../../shared/domain/review/action-progress.ts';
import { pageToday } from '../../data/page-ports.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { OwnerAndDue } from './owner-and-due.tsx';
import { actionSign, elementWord } from './review-words.ts';

interface ActionRowsProps {
  readonly review: string;
  readonly actions: readonly Action[];
}

/** Actions in their order; a press opens one. */
export function ActionRows({ review, actions }: ActionRowsProps) {
  const { t } = useTranslation('reviews');
  const { language, format } = useLocale();
  const navigate = useNavigate();
  if (actions.length === 0) return null;
  return (
    <Panel>
      {actions.map((action) => {
        const text = pickText(action.text, language, action.language);
        const { state = 'open', owner = '', organisation, element, due } = action;
        const sign = actionSign(t, { state, owner, lateness: latenessOf(action, pageToday()) });
        return (
          <ListRow
            key={action.id}
            title={<PlainText text={text?.text ?? t('action.untitled')} lang={text?.lang} />}
            sub={
              <RowFacts>
                {element && <span>{elementWord(t, element)}</span>}
                {organisation && <PlainText text={organisation} />}
                {action.step && <span>{action.appliedAt ? t('action.changedStep') : t('action.proposesChange')}</span>}
              </RowFacts>
            }
            end={
              <>
                <OwnerAndDue owner={owner} due={due && dayText(format, due, 'short')} />
                <Tag tone={sign.tone}>{sign.word}</Tag>
              </>
            }
            onOpen={() => void navigate({ to: `/reviews/${review}/actions/${action.id}` })}
          />
        );
      })}
    </Panel>
  );
}
