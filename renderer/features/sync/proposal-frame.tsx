import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { diffText } from '../../../shared/domain/text-diff.ts';
import type { MergePiece, TextMerge } from '../../../shared/domain/text-merge.ts';
import type { FieldConflict } from '../../../shared/sync/engine-api.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { FieldValue } from './field-value.tsx';
import { KeptTexts } from './kept-texts.tsx';
import css from './proposal-frame.module.css';
import type { Side } from './sides.ts';
import type { Answer } from './use-answer.ts';

export interface ProposalFrameProps {
  readonly conflict: FieldConflict;
  /** Null when the field is no text. */
  readonly merge: TextMerge | null;
  readonly sides: readonly Side[];
  readonly answer: Answer;
}

/** The answer in the making: of a text, one that can be edited; of anything else, the value that was chosen. */
export function ProposalFrame({ conflict, merge, sides, answer }: ProposalFrameProps) {
  const { t } = useTranslation('sync');
  const titleId = useId();
  const { value } = answer;
  return (
    <>
      <div className={css.join} aria-hidden="true">
        <span className={css.fromBase} />
        <span className={css.fromTheirs} />
        <span className={css.fromYours} />
      </div>
      <section className={css.frame} aria-labelledby={titleId}>
        <header className={css.head}>
          <h2 id={titleId} className={css.title}>
            {merge === null ? t('proposal.answer') : t('proposal.title')}
          </h2>
          <span className={css.say}>{sayOf()}</span>
          {merge !== null && (
            <span className={css.legend}>
              <span className={css.yours}>{t('proposal.fromYou')}</span>
              <span className={css.theirs}>{t('proposal.fromThem')}</span>
            </span>
          )}
        </header>
        {merge === null || (value !== null && typeof value !== 'string') ? (
          <div className={css.value}>
            {value === undefined ? (
              <span className={css.empty}>{t('proposal.choose')}</span>
            ) : (
              <FieldValue type={conflict.record.type} field={conflict.field} value={value} />
            )}
          </div>
        ) : (
          <ProposalText conflict={conflict} merge={merge} answer={answer} titleId={titleId} />
        )}
        <KeptTexts answer={answer} field={conflict.field} />
      </section>
    </>
  );

  function sayOf(): string {
    if (merge === null) return t('proposal.values');
    if (typeof value === 'string' && value !== merge.text) {
      return sides.some(({ head }) => head.value === value) ? t('proposal.oneSide') : t('proposal.edited');
    }
    if (!merge.clean) return t('proposal.touch', { count: Math.max(1, merge.counts.conflicts) });
    return t('proposal.clean');
  }
}

interface ProposalTextProps {
  readonly conflict: FieldConflict;
  readonly merge: TextMerge;
  readonly answer: Answer;
  readonly titleId: string;
}

/** A field to type in, over the same text with whose words are whose: the colours lie behind, the caret in front. */
function ProposalText({ conflict, merge, answer, titleId }: ProposalTextProps) {
  const text = typeof answer.value === 'string' ? answer.value : '';
  const language = splitFieldKey(conflict.field)[1] ?? undefined;
  const base = typeof conflict.base?.value === 'string' ? conflict.base.value : '';
  const pieces = text === merge.text ? merge.pieces : editedPieces(base, text, conflict);
  return (
    <div className={css.field} dir="auto" {...contentLanguage(language)}>
      <div className={css.behind} aria-hidden="true">
        {pieces.map((piece, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
          <span key={place} className={css[piece.from]}>
            {piece.text}
          </span>
        ))}
        {'\u200b'}
      </div>
      <textarea
        className={css.input}
        aria-labelledby={titleId}
        {...(language === undefined ? { dir: 'auto' } : {})}
        spellCheck={false}
        value={text}
        onChange={(event) => answer.type(event.currentTarget.value)}
        onBlur={answer.leave}
      />
    </div>
  );
}

/** After an edit by hand: words that some other side also added keep its colour, the rest is from whoever edits. */
function editedPieces(base: string, text: string, conflict: FieldConflict): MergePiece[] {
  const others = conflict.heads.map((head) => head.value);
  return diffText(base, text)
    .filter((part) => part.kind !== 'removed')
    .map((part) => {
      if (part.kind === 'same') return { from: 'base', text: part.text } as const;
      const theirs = others[0];
      const isTheirs = typeof theirs === 'string' && theirs.includes(part.text.trim()) && part.text.trim() !== '';
      return {
        from: isTheirs && !String(others.at(-1)).includes(part.text.trim()) ? 'theirs' : 'ours',
        text: part.text,
      };
    });
}
