import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCheck,
  IconPointFilled,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { checkTranslation } from '../../../shared/domain/translation/check-translation.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { iconStroke } from '../../ui/icon.ts';
import { useWholeText } from '../../ui/use-whole-text.ts';
import css from './grid.module.css';
import type { GridRow } from './grid-model.ts';
import { useOffer } from './memory-offer.ts';
import { type TargetField, useTargetField } from './use-target-field.ts';
import { placeWord, problemWord } from './words.ts';

export interface GridEditorProps {
  readonly row: GridRow;
  readonly lang: string;
  readonly takesFocus: boolean;
  onDone(): void;
}

/** The translation of the open unit: typed, checked while typing, accepted, and called reviewed or final. */
export function GridEditor({ row, lang, takesFocus, onDone }: GridEditorProps) {
  const { t } = useTranslation('translation');
  const hintId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const field = useTargetField(row, lang);
  useWholeText(box, field.value);
  useOffer(row.key, (text) => {
    field.type(text);
    box.current?.focus();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the row is opened
  useEffect(() => {
    if (takesFocus) box.current?.focus();
    box.current?.closest('li')?.scrollIntoView({ block: takesFocus ? 'nearest' : 'center' });
  }, []);
  return (
    <div className={css.editor}>
      <textarea
        ref={box}
        className={css.box}
        {...contentLanguage(lang)}
        aria-label={t('unit.target', { place: placeWord(t, row.place), number: row.number })}
        aria-describedby={hintId}
        rows={2}
        readOnly={!field.canWrite}
        value={field.value}
        onFocus={field.begin}
        onChange={(event) => field.type(event.currentTarget.value)}
        onBlur={field.leave}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.takeBack();
        }}
      />
      <div id={hintId} className={css.hints}>
        <Problems row={row} lang={lang} text={field.value} />
        {field.isUnsaved && (
          <span className={css.hint}>
            <IconPointFilled size={12} aria-hidden="true" /> {t('unit.notSaved')}
          </span>
        )}
        {field.isSaved && (
          <span className={css.hint}>
            <IconCheck size={12} stroke={2.2} aria-hidden="true" /> {t('unit.saved')}
          </span>
        )}
      </div>
      <Acts row={row} field={field} lang={lang} onDone={onDone} />
    </div>
  );
}

function Problems({ row, lang, text }: { readonly row: GridRow; readonly lang: string; readonly text: string }) {
  const { t } = useTranslation('translation');
  const problems = checkTranslation(row.place.unit.source, text, lang);
  if (problems.length === 0) return null;
  return (
    <ul className={css.problems} aria-label={t('problem.label')}>
      {problems.map((problem) => (
        <li key={JSON.stringify(problem)}>
          <IconAlertTriangle size={15} stroke={iconStroke} aria-hidden="true" />
          {problemWord(t, problem)}
        </li>
      ))}
    </ul>
  );
}

function Acts(props: { readonly row: GridRow; readonly field: TargetField; readonly lang: string; onDone(): void }) {
  const { row, field, lang, onDone } = props;
  const { t } = useTranslation('translation');
  const { may } = useProfile();
  const { view, unit } = row.place;
  const { state, isContested } = row.translation;
  const judgement = state === 'translated' ? 'reviewed' : state === 'reviewed' ? 'final' : null;
  const mayJudge =
    judgement !== null &&
    !field.isUnsaved &&
    may(judgement === 'reviewed' ? 'review-translation' : 'finalise-translation', view.type, view.scope);
  const canAccept =
    field.canWrite && field.value.trim() !== '' && (field.isUnsaved || state === 'outdated' || state === 'initial');
  const done = async (saved: Promise<boolean>) => {
    if (await saved) onDone();
  };
  if (isContested) {
    return (
      <p className={css.contested}>
        <IconArrowsSplit2 size={16} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
        {t('unit.contested')}{' '}
        <Link to="/sync/conflicts/$record/$field" params={{ record: view.id, field: `${unit.field}.${lang}` } as never}>
          {t('unit.settle')}
        </Link>
      </p>
    );
  }
  return (
    <div className={css.acts}>
      {mayJudge && (
        <ActionButton
          icon={IconRosetteDiscountCheck}
          keys="Ctrl ⇧ ↵"
          data-act="judge"
          onClick={() => void done(field.judge(judgement))}
        >
          {judgement === 'reviewed' ? t('unit.review') : t('unit.finalise')}
        </ActionButton>
      )}
      {canAccept && (
        <ActionButton
          kind="primary"
          icon={IconCheck}
          keys="Ctrl ↵"
          data-act="accept"
          onClick={() => void done(field.accept())}
        >
          {t('unit.accept')}
        </ActionButton>
      )}
    </div>
  );
}
