import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedCode, Me } from '../../shared/coordinator/contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { RecordId } from '../ui/record-id.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import { AskingDevice } from './asking-device.tsx';
import { CopyButton } from './copy-button.tsx';
import { EnrolForm } from './enrol-form.tsx';
import css from './enrol-screen.module.css';
import { callHub } from './hub-api.ts';
import { OfflineRequest } from './offline-request.tsx';
import { codesQuery, networkKey, peopleQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import './words.ts';

/** Codes by which laptops join: a new one, shown once, and those that can still be used. */
export function EnrolScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const people = useQuery(peopleQuery());
  const [created, setCreated] = useState<CreatedCode | null>(null);
  const [answering, setAnswering] = useState<'request' | 'asking' | null>(null);
  useScreenTitle(t('enrol.title'), t('title'));
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('enrol.title')}</ScreenHeading>
        <p className={body.summary}>{t('enrol.lead')}</p>
      </div>
      <StaleNote query={people} />
      {created !== null && <NewCode created={created} onDone={() => setCreated(null)} />}
      {people.data !== undefined && created === null && answering === null && (
        <EnrolForm
          me={me}
          people={people.data}
          act={t('enrol.act')}
          send={(order) => callHub<CreatedCode>('/codes/create', order)}
          onDone={setCreated}
        />
      )}
      {people.data !== undefined && answering !== 'request' && (
        <AskingDevice me={me} people={people.data} onBusy={(isBusy) => setAnswering(isBusy ? 'asking' : null)} />
      )}
      {people.data !== undefined && answering !== 'asking' && (
        <OfflineRequest me={me} people={people.data} onBusy={(isBusy) => setAnswering(isBusy ? 'request' : null)} />
      )}
      <OpenCodes />
    </div>
  );
}

function NewCode({ created, onDone }: { readonly created: CreatedCode; onDone(): void }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  return (
    <Panel className={css.created} role="alert">
      <h2 className={css.title}>
        {t('enrol.created', { names: format.list(created.persons.map(({ name }) => name)) })}
      </h2>
      <p>
        <bdi dir="ltr" translate="no" className={`wp-mono ${css.code}`}>
          {created.code}
        </bdi>
      </p>
      <p>{t('enrol.once', { date: format.dateTime(created.endsAt) })}</p>
      <div className={body.acts}>
        <CopyButton text={created.code} />
        <ActionButton kind="primary" onClick={onDone}>
          {t('enrol.another')}
        </ActionButton>
      </div>
    </Panel>
  );
}

function OpenCodes() {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const client = useQueryClient();
  const codes = useQuery(codesQuery()).data?.codes ?? [];
  const withdraw = useMutation({
    mutationFn: (selector: string) => callHub('/codes/withdraw', { selector }),
    onSettled: () => client.invalidateQueries({ queryKey: networkKey }),
  });
  if (codes.length === 0) return null;
  return (
    <section className={body.section} aria-labelledby="open-codes">
      <SectionHead id="open-codes" icon={IconKey} title={t('enrol.open')} count={codes.length} />
      <Panel>
        {codes.map(({ selector, persons, endsAt, triesLeft }) => (
          <ListRow
            key={selector}
            title={
              <>
                <RecordId>{`${selector}-…`}</RecordId> <bdi>{format.list(persons.map(({ name }) => name))}</bdi>
              </>
            }
            sub={`${t('enrol.ends', { date: format.dateTime(endsAt) })} · ${t('enrol.tries', { count: triesLeft })}`}
            end={
              <ActionButton kind="danger" onClick={() => withdraw.mutate(selector)}>
                {t('enrol.withdraw')}
              </ActionButton>
            }
          />
        ))}
      </Panel>
    </section>
  );
}
