import { IconCalendarEvent, IconCheck, IconKey } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessStanding, type AskedFor, standingOfAccess } from '../../../shared/domain/access/access-standing.ts';
import { pageClock } from '../../data/page-ports.ts';
import { SpokenHere } from '../../data/spoken-here.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { PageBody, Prose, RowFacts, TagList } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { accessStateWord } from './access-words.ts';
import { kindWord } from './agreement-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useAccessActs, useRequest } from './use-access.ts';

/** One request: what is asked, by whom and what for, who answered, and what is left to do. */
export function AccessScreen() {
  const { t } = useTranslation('governance');
  const { requestId } = useParams({ strict: false }) as { requestId: string };
  const request = useRequest(requestId);
  if (request === undefined) return null;
  if (request === null) {
    const list = { label: t('tabs.access'), path: '/governance/access' };
    return <NotHere icon={IconKey} cause="away" what={t('access.gone')} list={list} />;
  }
  return <Opened request={request} />;
}

function Opened({ request }: { readonly request: AskedFor }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const { asked } = request;
  const standing = standingOfAccess(request, pageClock.now());
  const acts = useAccessActs(request);
  const [dialog, setDialog] = useState<'refuse' | 'end' | null>(null);
  useScreenTitle(asked.scopeName, t('tabs.access'));
  return (
    <>
      <TopBar crumbs={[{ label: t('tabs.access'), path: '/governance/access' }, { label: asked.scopeName }]} />
      <RecordHeader title={asked.scopeName} actions={<Acts acts={acts} onAsk={setDialog} />}>
        <RecordFact tone="strong">{accessStateWord(t, standing.state)}</RecordFact>
        <RecordFact icon={IconCalendarEvent}>
          {t('access.until', { day: dayText(format, asked.until, 'medium') })}
        </RecordFact>
        <RecordFact>
          <bdi>{t('access.askedBy', { name: asked.by.name, centre: asked.by.centre })}</bdi>
        </RecordFact>
      </RecordHeader>
      <PageBody>
        <SpokenHere by={acts.spoken} />
        <News standing={standing} acts={acts} />
        <section>
          <SectionHead title={t('access.purpose')} />
          <Prose text={asked.purpose} lang={asked.language} />
        </section>
        <section>
          <SectionHead title={t('access.kinds')} />
          <TagList items={asked.kinds.map((kind) => kindWord(t, kind))} />
        </section>
        <Answers standing={standing} />
      </PageBody>
      {dialog === 'refuse' && (
        <ReasonDialog
          title={t('access.refuseTitle', { scope: asked.scopeName })}
          what={t('access.refuseWhat')}
          act={t('access.refuse')}
          required
          onSay={(reason) => acts.say('refuse', reason)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'end' && (
        <ReasonDialog
          title={t('access.endTitle', { scope: asked.scopeName })}
          what={t('access.endWhat')}
          act={acts.isOwn ? t('access.giveBack') : t('access.end')}
          required={!acts.isOwn}
          onSay={(reason) => acts.say('end', reason)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

interface ActsProps {
  readonly acts: ReturnType<typeof useAccessActs>;
  onAsk(does: 'refuse' | 'end'): void;
}

function Acts({ acts: { canApprove, canRefuse, canEnd, isOwn, saving, say }, onAsk }: ActsProps) {
  const { t } = useTranslation('governance');
  return (
    <>
      {canEnd && (
        <ActionButton size="medium" kind="quiet" onClick={() => onAsk('end')}>
          {isOwn ? t('access.giveBack') : t('access.end')}
        </ActionButton>
      )}
      {canRefuse && (
        <ActionButton size="medium" kind="quiet" onClick={() => onAsk('refuse')}>
          {t('access.refuse')}
        </ActionButton>
      )}
      {canApprove && (
        <ActionButton
          size="medium"
          kind="primary"
          icon={IconCheck}
          disabled={saving}
          onClick={() => void say('approve', '')}
        >
          {t('access.approve')}
        </ActionButton>
      )}
    </>
  );
}

interface NewsProps {
  readonly standing: AccessStanding;
  readonly acts: ReturnType<typeof useAccessActs>;
}

/** What is left to do and what it would do, or who ended it and why. */
function News({ standing: { state, end }, acts: { canApprove, isOwn } }: NewsProps) {
  const { t } = useTranslation('governance');
  return (
    <>
      {canApprove && <Banner tone="due">{t('access.approveWhat')}</Banner>}
      {state === 'open' && isOwn && <Banner tone="info">{t('access.waits')}</Banner>}
      {state === 'granted' && isOwn && <Banner tone="ok">{t('access.comes')}</Banner>}
      {end !== null && (
        <Banner tone="bad" title={end.does === 'refuse' ? t('access.refusedBy', end.by) : t('access.endedBy', end.by)}>
          <bdi lang={end.language}>{end.reason}</bdi>
        </Banner>
      )}
    </>
  );
}

function Answers({ standing: { approvals, needed } }: { readonly standing: AccessStanding }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  return (
    <section>
      <SectionHead title={t('access.approvals')} meta={t('access.approved', { approved: approvals.length, needed })} />
      {approvals.length > 0 && (
        <Panel>
          {approvals.map(({ by, at }) => (
            <ListRow
              key={by.person}
              title={<bdi>{by.name}</bdi>}
              sub={
                <RowFacts>
                  <bdi>{by.centre}</bdi>
                  <span>{format.date(new Date(at), 'medium')}</span>
                </RowFacts>
              }
            />
          ))}
        </Panel>
      )}
    </section>
  );
}
