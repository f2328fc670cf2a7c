import { TextInput } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredAsk, FoundAsk } from '../../shared/coordinator/ask-contract.ts';
import type { Me, People } from '../../shared/coordinator/contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { CardForm } from './card-form.tsx';
import { EnrolForm } from './enrol-form.tsx';
import css from './enrol-screen.module.css';
import { callHub } from './hub-api.ts';
import body from './screen-body.module.css';
import './words.ts';

interface Asking extends FoundAsk {
  readonly userCode: string;
}

interface AskingDeviceProps {
  readonly me: Me;
  readonly people: People;
  /** Told when a device is being answered: one form at a time asks for people and roles. */
  onBusy(isBusy: boolean): void;
}

/** A device that shows letters: who types them sees which device it is and from where it asks, before anything is said to it. */
export function AskingDevice({ me, people, onBusy }: AskingDeviceProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [news, setNews] = useState('');
  const begin = (found: Asking) => {
    setNews('');
    setAsking(found);
    onBusy(true);
  };
  const end = (words: string) => {
    setNews(words);
    setAsking(null);
    onBusy(false);
  };
  return (
    <section className={body.section} aria-labelledby="asking-device">
      <SectionHead id="asking-device" icon={IconDeviceDesktop} title={t('asking.title')} />
      <p role="status" className={body.note}>
        {news}
      </p>
      {asking === null && <Letters onFound={begin} />}
      {asking !== null && (
        <>
          <Found asking={asking} onRefused={() => end(t('asking.refused', { name: asking.deviceName }))} />
          <EnrolForm
            me={me}
            people={people}
            act={t('asking.act')}
            send={(order) => callHub<AnsweredAsk>('/asks/answer', { ...order, userCode: asking.userCode })}
            onDone={({ persons }) =>
              end(t('asking.done', { name: asking.deviceName, names: format.list(persons.map(({ name }) => name)) }))
            }
          />
        </>
      )}
    </section>
  );
}

function Letters({ onFound }: { onFound(asking: Asking): void }) {
  const { t } = useTranslation('coordinator');
  const find = useMutation({
    mutationFn: async (userCode: string) => ({ ...(await callHub<FoundAsk>('/asks/find', { userCode })), userCode }),
    onSuccess: onFound,
  });
  return (
    <Panel className={css.form}>
      <p>{t('asking.lead')}</p>
      <CardForm
        error={find.error}
        isPending={find.isPending}
        act={t('asking.find')}
        onSend={(field) => find.mutate(field('letters'))}
      >
        <TextInput
          name="letters"
          label={t('asking.letters')}
          required
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
      </CardForm>
    </Panel>
  );
}

function Found({ asking, onRefused }: { readonly asking: Asking; onRefused(): void }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const refuse = useMutation({
    mutationFn: () => callHub('/asks/refuse', { userCode: asking.userCode }),
    onSettled: onRefused,
  });
  return (
    <Panel className={css.form}>
      <h3 className={css.title}>{t('asking.from', { name: asking.deviceName })}</h3>
      <p>
        {t('asking.where', {
          address: asking.address,
          time: format.time(asking.askedAt),
          end: format.time(asking.endsAt),
        })}
      </p>
      <p>{t('asking.sure')}</p>
      <div>
        <ActionButton kind="danger" disabled={refuse.isPending} onClick={() => refuse.mutate()}>
          {t('asking.refuse')}
        </ActionButton>
      </div>
    </Panel>
  );
}
