import { Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decide, HeldChange, Verdict } from '../../shared/coordinator/contract.ts';
import type { Language } from '../../shared/domain/language.ts';
import { noteLimit } from '../../shared/domain/note-limit.ts';
import { isLanguage, languages } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import css from './device-pane.module.css';
import { verdictText } from './held-card.tsx';
import { callHub } from './hub-api.ts';
import { networkKey } from './queries.ts';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

interface DecideDialogProps {
  readonly change: HeldChange;
  readonly verdict: Verdict;
  onClose(): void;
}

/** What a decision will do, and why it is made; nothing is decided before its button is pressed. */
export function DecideDialog({ change, verdict, onClose }: DecideDialogProps) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const announce = useAnnounce();
  const { language: reader } = useLocale();
  const [note, setNote] = useState('');
  const [language, setLanguage] = useState<Language>(reader);
  const decide = useMutation({
    mutationFn: (body: Decide) => callHub('/held/decide', body),
    onSuccess: async () => {
      announce(verdictText(t, verdict));
      onClose();
      await client.invalidateQueries({ queryKey: networkKey });
    },
  });
  const words = wordsOf(t, verdict);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate({ operations: change.operations.map(({ id }) => id), verdict, note: note.trim(), language });
  };
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={css.dialog} onSubmit={submit}>
        <p>{words.what}</p>
        <Textarea
          label={t('decide.note')}
          description={verdict === 'accepted' ? t('decide.noteMay') : t('decide.noteMust')}
          required={verdict !== 'accepted'}
          lang={language}
          dir="auto"
          autosize
          minRows={3}
          maxLength={noteLimit}
          value={note}
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('decide.noteLanguage')}
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
        >
          {languages.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <FailureBanner error={decide.error} />
        <div className={css.acts}>
          <ActionButton kind={verdict === 'discarded' ? 'danger' : 'primary'} type="submit" disabled={decide.isPending}>
            {words.act}
          </ActionButton>
          <ActionButton kind="quiet" onClick={onClose}>
            {t('cancel')}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}

function wordsOf(t: TFunction<'coordinator'>, verdict: Verdict) {
  switch (verdict) {
    case 'accepted':
      return { title: t('decide.accept.title'), what: t('decide.accept.what'), act: t('verdict.accept') };
    case 'returned':
      return { title: t('decide.return.title'), what: t('decide.return.what'), act: t('verdict.return') };
    default:
      return { title: t('decide.discard.title'), what: t('decide.discard.what'), act: t('verdict.discard') };
  }
}
