import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { decision, rulingOn, type Verdict } from '../../../shared/domain/decision.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { languages } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import css from './not-accepted-list.module.css';
import { verdictActs, willDo } from './verdict-words.ts';

interface DecideFormProps {
  readonly work: HeldWork;
  readonly outcome: Verdict;
  onDone(): void;
}

/** What a decision will do, and why it is made. It is saved here like every change, and counts when the hub has it. */
export function DecideForm({ work, outcome, onDone }: DecideFormProps) {
  const { t } = useTranslation('sync');
  const { language: reader } = useLocale();
  const [note, setNote] = useState('');
  const [language, setLanguage] = useState<Language>(reader);
  const [isMissing, setMissing] = useState(false);
  const { decide, saving } = useDecide(work, onDone);
  const act = verdictActs(t).find((one) => one.outcome === outcome);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacksNote = outcome !== 'accepted' && note.trim() === '';
    setMissing(lacksNote);
    if (!lacksNote && !saving) void decide(outcome, note.trim(), language);
  };
  return (
    <form className={css.form} aria-label={t('decisions.form')} noValidate onSubmit={submit}>
      <p className={css.hint}>{willDo(t, outcome)}</p>
      <FormField
        label={t('decisions.note')}
        lines={3}
        lang={language}
        required={outcome !== 'accepted'}
        maxLength={noteLimit}
        value={note}
        hint={outcome === 'accepted' ? t('decisions.noteMay') : t('decisions.noteMust')}
        problem={isMissing ? t('decisions.noteMissing') : undefined}
        onChange={setNote}
      />
      <SelectField
        label={t('decisions.noteLanguage')}
        value={language}
        options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        onChange={(code: Language) => setLanguage(code)}
      />
      <div className={css.acts}>
        <ActionButton kind={outcome === 'discarded' ? 'danger' : 'primary'} type="submit" disabled={saving}>
          {act?.label}
        </ActionButton>
        <ActionButton kind="quiet" onClick={onDone}>
          {t('decisions.cancel')}
        </ActionButton>
      </div>
    </form>
  );
}

function useDecide(work: HeldWork, onDone: () => void) {
  const { t } = useTranslation('sync');
  const announce = useAnnounce();
  const { person, name, centre } = useProfile();
  const { apply, saving } = useApply();
  const decide = async (outcome: Verdict, note: string, language: Language) => {
    const by = { person, name, centre };
    const said = { outcome, note, language: note === '' ? null : language, by, at: pageClock.now() };
    const place = { scope: work.scope, id: uuidv7(pageClock, pageRandom) };
    const saved = await apply(createRecord(decision, place, { ruling: rulingOn(work, said) }));
    if (!saved.ok) return;
    announce(t('decisions.saved'));
    onDone();
  };
  return { decide, saving };
}
