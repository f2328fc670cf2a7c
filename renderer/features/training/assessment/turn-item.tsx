import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scaleOf, valuesOf } from '../../../../shared/domain/assessment/assessment-item.ts';
import type { ItemStanding } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { linesOf } from '../../../../shared/domain/text-lines.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import field from '../../../ui/form-field.module.css';
import training from '../training.module.css';
import css from './assessment.module.css';
import type { OwnMark } from './use-turn.ts';

interface TurnItemProps {
  readonly standing: ItemStanding;
  readonly mark: OwnMark;
  /** What others gave is shown to an assessor who has given something, and never at the trainee's turn. */
  readonly showsOthers: boolean;
  onPress(value: number): void;
  onNote(note: string): void;
}

/** One item: what is seen or asked, a button for each value, a note. */
export function TurnItem({ standing, mark, showsOthers, onPress, onNote }: TurnItemProps) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const id = useId();
  const { item } = standing;
  const scale = scaleOf(item);
  const values = valuesOf(scale);
  const title = pickText(item.title, language, item.language);
  const levels = pickText(item.levels, language, item.language);
  const lines = item.kind === 'points' ? [] : linesOf(levels?.text ?? '');
  const atKeys = mark.value ?? values[0];
  return (
    <div className={css.item} data-item={item.id}>
      <div className={css.itemHead}>
        <span id={id} className={css.title} {...contentLanguage(title?.lang)}>
          {title?.text ?? t('assessment.untitled')}
        </span>
        <span className={training.quiet}>{t('assessment.enough', { value: scale.least, most: scale.most })}</span>
      </div>
      <fieldset aria-labelledby={id} className={css.values} data-words={lines.length > 0} onKeyDown={moveKeys}>
        {values.map((value) => (
          <button
            key={value}
            type="button"
            className={css.value}
            aria-pressed={mark.value === value}
            tabIndex={value === atKeys ? 0 : -1}
            onClick={() => onPress(value)}
          >
            <b>{format.number(value)}</b>
            {lines[value - 1] !== undefined && <span {...contentLanguage(levels?.lang)}>{lines[value - 1]}</span>}
          </button>
        ))}
      </fieldset>
      {mark.value !== null && <NoteField key={mark.note} note={mark.note} onNote={onNote} />}
      {showsOthers && mark.value !== null && <Others standing={standing} />}
    </div>
  );
}

/** Left and right go from value to value as they are read; nothing is given by going. */
function moveKeys(event: KeyboardEvent<HTMLFieldSetElement>) {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const place = buttons.indexOf(event.target as HTMLButtonElement);
  const turn = getComputedStyle(event.currentTarget).direction === 'rtl' ? -by : by;
  const next = buttons[place + turn];
  if (place < 0 || next === undefined) return;
  event.preventDefault();
  for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
  next.focus();
}

function NoteField({ note, onNote }: { readonly note: string; onNote(note: string): void }) {
  const { t } = useTranslation('training');
  const [typed, setTyped] = useState(note);
  useEffect(() => setTyped(note), [note]);
  return (
    <input
      type="text"
      dir="auto"
      className={`${field.input} ${css.note}`}
      aria-label={t('assessment.note')}
      placeholder={t('assessment.note')}
      maxLength={2_000}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed.trim() !== note && onNote(typed)}
    />
  );
}

/** What every assessor gave, and what the trainee thinks. */
function Others({ standing: { given, own, differs } }: { readonly standing: ItemStanding }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const all = given.map(({ by, value }) => t('assessment.given', { name: by, value }));
  const said = own === null ? all : [...all, t('assessment.ownView', { value: own })];
  if (said.length < 2) return null;
  return (
    <p className={training.quiet}>
      {format.list(said)} {differs && <span className={css.differs}>{t('assessment.differs')}</span>}
    </p>
  );
}
