import { IconArrowUpRight, IconThumbUp } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { latenessOf } from '../../../shared/domain/review/action-progress.ts';
import type { Finding } from '../../../shared/domain/review/finding.ts';
import { pageToday } from '../../data/page-ports.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { Blade } from '../../ui/blade.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { LoopPosts } from './loop-posts.tsx';
import { OwnerAndDue } from './owner-and-due.tsx';
import { actionSign, findingKindWord } from './review-words.ts';
import css from './reviews.module.css';
import type { FindingLoop } from './use-loops.ts';

export interface FindingItemProps {
  readonly finding: Finding;
  readonly number: number;
  readonly loop: FindingLoop | undefined;
  readonly isOpen: boolean;
  readonly mayEdit: boolean;
  onToggle(): void;
  onMove(by: -1 | 1): void;
  onDelete(): void;
}

/** One finding: a line, and when it is open everything about it. */
export function FindingItem(props: FindingItemProps) {
  const { finding, number, loop, isOpen, onToggle } = props;
  const { t } = useTranslation('reviews');
  const { language, format } = useLocale();
  const detailId = useId();
  const title = pickText(finding.title, language, finding.language);
  const isStrength = finding.kind === 'strength';
  const KindIcon = isStrength ? IconThumbUp : IconArrowUpRight;
  return (
    <li className={css.finding} data-open={isOpen}>
      <div className={css.findingHead}>
        <Blade tone={isOpen ? 'now' : 'plain'}>{format.number(number)}</Blade>
        <span className={isStrength ? css.strength : css.improvement} title={findingKindWord(t, finding.kind)}>
          <KindIcon size={17} stroke={iconStroke} aria-hidden="true" className={isStrength ? '' : 'wp-mirror'} />
          <span className="wp-unseen">{findingKindWord(t, finding.kind)}</span>
        </span>
        <button
          type="button"
          className={css.findingTitle}
          data-finding={finding.id}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailId : undefined}
          onClick={onToggle}
        >
          <PlainText text={title?.text ?? t('finding.untitled')} lang={title?.lang} />
        </button>
        <span className={css.signs}>
          <FindingSigns {...props} />
          {loop && <LoopPosts loop={loop} />}
        </span>
      </div>
      {isOpen && (
        <div id={detailId}>
          <FindingDetail {...props} />
        </div>
      )}
    </li>
  );
}

/** What is to be done, by whom and until when, in a few words. */
function FindingSigns({ finding, loop, isOpen }: FindingItemProps) {
  const { t } = useTranslation('reviews');
  const { language, format } = useLocale();
  const [action] = loop?.actions ?? [];
  if (isOpen) return null;
  if (action === undefined) {
    return finding.kind === 'strength' ? (
      <span className={css.quiet}>{t('finding.keep')}</span>
    ) : (
      <Tag tone="due">{t('action.none')}</Tag>
    );
  }
  const text = pickText(action.text, language, action.language);
  const { state = 'open', owner = '', due } = action;
  const sign = actionSign(t, { state, owner, lateness: latenessOf(action, pageToday()) });
  return (
    <>
      <span className={css.actionWords}>
        <PlainText text={text?.text ?? t('action.untitled')} lang={text?.lang} />
      </span>
      <OwnerAndDue owner={owner} due={due && dayText(format, due, 'short')} />
      <Tag tone={sign.tone}>{sign.word}</Tag>
    </>
  );
}
