import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { type Localised, pickText, textIn } from '../../../shared/domain/localised.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { useWholeText } from '../../ui/use-whole-text.ts';
import css from './editable-text.module.css';
import { useFieldEdit } from './use-field-edit.ts';

export interface EditableTextProps {
  readonly record: RecordView;
  readonly field: string;
  /** The language that is written; null for a text that is the same in every language. */
  readonly lang: string | null;
  readonly original: string | undefined;
  readonly label: string;
  readonly strong?: boolean;
}

/** Somebody who stops typing for so long is thinking: what is there is saved. Milliseconds. */
const pause = 2_000;

/** A text edited where it stands. Leaving it, or a pause, makes one operation; Escape takes back what was typed. */
export function EditableText({ record, field, lang, original, label, strong = false }: EditableTextProps) {
  const hintId = useId();
  const held = (record as unknown as Readonly<Record<string, Localised | string | undefined>>)[field];
  const texts = typeof held === 'object' ? held : {};
  const stored = lang === null ? String(held ?? '') : (textIn(texts, lang)?.text ?? '');
  const edit = useFieldEdit(record, lang === null ? field : `${field}.${lang}`);
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<string | null>(null);
  latest.current = typed;
  const { may } = useProfile();
  const canWrite = may(lang === null ? 'edit' : 'translate', record.type, record.scope);

  const stopTimer = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const save = async (close: boolean) => {
    stopTimer();
    const value = latest.current;
    if (value === null) return;
    const saved = value === stored || (await edit.save(value));
    // what was not saved stays in the field: the banner says why
    if (saved && close && latest.current === value) setTyped(null);
  };
  const saveLatest = useRef(save);
  saveLatest.current = save;
  // Leaving the screen with something typed is leaving the field.
  useEffect(() => () => void saveLatest.current(false), []);

  const value = typed ?? stored;
  const box = useRef<HTMLTextAreaElement>(null);
  useWholeText(box, value);
  const source = lang === null ? null : pickText(texts, lang, original);
  return (
    <span className={css.field}>
      <textarea
        className={`${css.input} ${strong ? css.strong : ''}`}
        {...(lang === null ? { dir: 'auto' } : contentLanguage(lang))}
        aria-label={label}
        aria-describedby={hintId}
        ref={box}
        rows={strong ? 1 : 2}
        readOnly={!canWrite}
        placeholder={stored === '' ? source?.text : undefined}
        value={value}
        onFocus={() => edit.begin()}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          stopTimer();
          timer.current = setTimeout(() => void saveLatest.current(false), pause);
        }}
        onBlur={() => void save(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          stopTimer();
          setTyped(null);
        }}
      />
      <SaveHint
        id={hintId}
        isTyped={typed !== null && typed !== stored}
        isSaved={edit.savedAt !== null && (typed === null || typed === stored)}
      />
    </span>
  );
}

/** Whether what stands in the field is on the disk. */
function SaveHint({
  id,
  isTyped,
  isSaved,
}: {
  readonly id: string;
  readonly isTyped: boolean;
  readonly isSaved: boolean;
}) {
  const { t } = useTranslation('playbooks');
  return (
    <span id={id} className={css.hint}>
      {isTyped && (
        <>
          <IconPointFilled size={12} aria-hidden="true" /> {t('reader.notSaved')}
        </>
      )}
      {isSaved && (
        <>
          <IconCheck size={12} stroke={2.2} aria-hidden="true" /> {t('reader.saved')}
        </>
      )}
    </span>
  );
}
