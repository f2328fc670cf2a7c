import { IconQrcode } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeLength, foldCode, signOfKey } from '../../../../shared/domain/training/row-code.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import marking from '../attendance.module.css';
import type { Attendance } from '../use-attendance.ts';
import type { OpenSession } from '../use-session.ts';
import css from './codes.module.css';
import { useStraySigns } from './use-stray-signs.ts';
import { type CodeAnswer, useTakeCode } from './use-take-code.ts';

interface CodeBoxProps {
  readonly open: OpenSession;
  readonly attendance: Attendance;
  /** Brings a row into sight; the keys stay here. */
  onFound(person: string): void;
}

/** Codes off a sign-in sheet, typed one after another, or off badges, by a scanner that types like a keyboard. */
export function CodeBox({ open, attendance, onFound }: CodeBoxProps) {
  const { t } = useTranslation('training');
  const announce = useAnnounce();
  const take = useTakeCode(open, attendance);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [answer, setAnswer] = useState<CodeAnswer | null>(null);
  const id = useId();
  const enter = (text: string) => {
    const next = take(text);
    setAnswer(next);
    announce(next.text);
    if (next.person !== null) onFound(next.person);
    // Nothing may be called marked that is not on the disk; why it is not is said where it failed.
    void next.saved?.then((isSaved) => !isSaved && setAnswer(null));
    // What is too short is gone on with.
    setTyped(foldCode(text).length < codeLength ? text : '');
  };
  const change = (text: string) => {
    if (foldCode(text).length >= codeLength) return enter(text);
    setTyped(text);
    setAnswer(null);
  };
  const append = (sign: string) => change(`${input.current?.value ?? ''}${sign}`);
  useStraySigns((sign) => {
    input.current?.focus();
    append(sign);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const sign = signOfKey(event);
    if (event.key === 'Enter') {
      if (typed.trim() !== '') enter(typed);
    } else if (event.key === 'Escape') change('');
    // On a keyboard of another script the place of the key counts.
    else if (sign !== null && foldCode(event.key) !== sign) append(sign);
    else return;
    event.preventDefault();
  };
  return (
    <div className={`${marking.search} ${css.box}`}>
      <IconQrcode size={19} stroke={1.7} aria-hidden="true" />
      <input
        ref={input}
        aria-label={t('code.label')}
        aria-describedby={answer === null ? undefined : id}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        maxLength={60}
        placeholder={t('code.hint')}
        value={typed}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {answer && (
        <p id={id} className={css.answer} data-found={answer.person !== null}>
          {answer.text}
        </p>
      )}
    </div>
  );
}
