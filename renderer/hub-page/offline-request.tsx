import { IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { AnsweredRequest, Me, People } from '../../shared/coordinator/contract.ts';
import { answerLifeMs } from '../../shared/protocol/enrolment-answer.ts';
import {
  fileAsText,
  fileOfBytes,
  fileOfText,
  type OpenedRequest,
  openEnrolmentRequest,
} from '../../shared/protocol/enrolment-request.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { CheckWords } from '../ui/check-words.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { CopyButton } from './copy-button.tsx';
import { EnrolForm } from './enrol-form.tsx';
import css from './enrol-screen.module.css';
import { callHub } from './hub-api.ts';
import { PickFile } from './pick-file.tsx';
import body from './screen-body.module.css';
import './words.ts';
import { PasteField } from '../ui/paste-field.tsx';

interface ReadRequest extends OpenedRequest {
  /** As it came, hexadecimal. */
  readonly file: string;
}

interface OfflineRequestProps {
  readonly me: Me;
  readonly people: People;
  /** Told when a request is being answered: one form at a time asks for people and roles. */
  onBusy(isBusy: boolean): void;
}

/** A laptop that has no network: its request comes as a file or text, and the answer goes back so. */
export function OfflineRequest({ me, people, onBusy }: OfflineRequestProps) {
  const { t } = useTranslation('coordinator');
  const [request, setRequest] = useState<ReadRequest | null>(null);
  const [answered, setAnswered] = useState<AnsweredRequest | null>(null);
  const start = () => {
    setRequest(null);
    setAnswered(null);
    onBusy(false);
  };
  const begin = (read: ReadRequest) => {
    setRequest(read);
    onBusy(true);
  };
  return (
    <section className={body.section} aria-labelledby="offline-request">
      <SectionHead id="offline-request" icon={IconUsb} title={t('offline.title')} />
      {request === null && <RequestForm onRead={begin} />}
      {request !== null && answered === null && (
        <>
          <Panel className={css.form}>
            <Asked request={request} />
            <div>
              <ActionButton onClick={start}>{t('offline.cancel')}</ActionButton>
            </div>
          </Panel>
          <EnrolForm
            me={me}
            people={people}
            act={t('offline.act')}
            send={(order) =>
              callHub<AnsweredRequest>('/requests/answer', {
                ...order,
                request: request.file,
                address: location.origin,
              })
            }
            onDone={setAnswered}
          />
        </>
      )}
      {answered !== null && <Answer answered={answered} onDone={start} />}
    </section>
  );
}

function RequestForm({ onRead }: { onRead(request: ReadRequest): void }) {
  const { t } = useTranslation('coordinator');
  const [typed, setTyped] = useState('');
  const [isUnreadable, setUnreadable] = useState(false);
  const read = (bytes: Uint8Array | null) => {
    const opened = bytes === null ? null : openEnrolmentRequest(bytes);
    setUnreadable(opened?.ok !== true);
    if (bytes !== null && opened?.ok) onRead({ ...opened.value, file: toHex(bytes) });
  };
  const readFile = async (file: File) => read(fileOfBytes(new Uint8Array(await file.arrayBuffer())));
  return (
    <Panel className={css.form}>
      <p>{t('offline.lead')}</p>
      <div>
        <PickFile label={t('offline.pick')} onPick={(file) => void readFile(file)} />
      </div>
      <PasteField label={t('offline.paste')} value={typed} onChange={setTyped} />
      {isUnreadable && (
        <Banner tone="bad" isNews>
          {t('failure.requestUnreadable')}
        </Banner>
      )}
      <div>
        <ActionButton size="medium" disabled={typed.trim() === ''} onClick={() => read(fileOfText(typed))}>
          {t('offline.read')}
        </ActionButton>
      </div>
    </Panel>
  );
}

const day = 86_400_000;

/** Whether the laptop's clock can be right, and the request still wanted. */
function isRecent(madeAt: number): boolean {
  return madeAt > Date.now() - answerLifeMs && madeAt < Date.now() + day;
}

function Asked({ request }: { readonly request: ReadRequest }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  return (
    <>
      <h3 className={css.title}>
        {t('offline.from', { name: request.deviceName, date: format.dateTime(request.madeAt) })}
      </h3>
      <p>{t('offline.words')}</p>
      <CheckWords words={request.words} label={t('offline.wordsLabel')} />
      {!isRecent(request.madeAt) && (
        <Banner tone="due">{t('offline.clock', { date: format.date(request.madeAt) })}</Banner>
      )}
    </>
  );
}

function Answer({ answered, onDone }: { readonly answered: AnsweredRequest; onDone(): void }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const bytes = fromHex(answered.answer);
  const save = () => {
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: 'laptop.waypost-answer' });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Panel className={css.created} role="alert">
      <h3 className={css.title}>
        {t('offline.done', { names: format.list(answered.persons.map(({ name }) => name)) })}
      </h3>
      <p>{t('offline.doneLead', { date: format.dateTime(answered.goodUntil) })}</p>
      <CheckWords words={answered.words} label={t('offline.answerWordsLabel')} />
      <div className={body.acts}>
        <ActionButton kind="primary" onClick={save}>
          {t('offline.save')}
        </ActionButton>
        <CopyButton text={fileAsText(bytes)} />
        <ActionButton onClick={onDone}>{t('offline.another')}</ActionButton>
      </div>
    </Panel>
  );
}
