import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../shared/domain/identity.ts';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { SpokenHere } from '../../data/spoken-here.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import { distinctWord } from './release-words.ts';
import css from './releases.module.css';
import { type Asked, SayDialog } from './say-dialog.tsx';
import type { ReleaseHead } from './use-head.ts';
import { useReleaseActs } from './use-release-acts.ts';

interface ReleaseSideProps {
  readonly head: ReleaseHead;
  readonly one: StandingRelease;
}

/** Who approved, who is missing, how long it holds, and what whoever works here can do. */
export function ReleaseSide({ head, one }: ReleaseSideProps) {
  return (
    <div className={css.side}>
      <Approvals one={one} />
      <Validity one={one} />
      <Acts head={head} one={one} />
    </div>
  );
}

function Approvals({ one }: Pick<ReleaseSideProps, 'one'>) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  const translate = useTranslate();
  const { edition, approvals, parties, returned, released, withdrawn } = one;
  const { needed, distinct, roles } = edition.rule;
  const missing = needed - parties.length;
  const isOpen = one.state === 'in-review';
  return (
    <section>
      <SectionHead
        title={t('approvals.title')}
        meta={t('approvals.rule', {
          done: Math.min(parties.length, needed),
          needed,
          distinct: distinctWord(t, distinct),
        })}
      />
      <Panel>
        {approvals.map(({ by, at }) => (
          <Said key={by.person} by={by} at={at} word={t('approvals.approved')} tone="ok" />
        ))}
        {returned !== null && <Said by={returned.by} at={returned.at} word={t('approvals.returned')} tone="due" />}
        {isOpen && missing > 0 && <ListRow title={t('approvals.missing', { count: missing })} />}
        {released !== null && <Said by={released.by} at={released.at} word={t('approvals.released')} tone="accent" />}
        {withdrawn !== null && <Said by={withdrawn.by} at={withdrawn.at} word={t('approvals.withdrew')} tone="bad" />}
      </Panel>
      <p className={css.quiet}>
        {t('approvals.roles', { roles: format.list(roles.map((role) => roleNames[role]?.(translate) ?? role)) })}
      </p>
    </section>
  );
}

interface SaidProps {
  readonly by: Profile;
  readonly at: number;
  readonly word: string;
  readonly tone: TagTone;
}

function Said({ by, at, word, tone }: SaidProps) {
  const { format } = useLocale();
  return (
    <ListRow
      lead={<Avatar name={by.name} />}
      title={<bdi>{by.name}</bdi>}
      sub={
        <RowFacts>
          <bdi>{by.centre}</bdi>
          <span>{format.date(at)}</span>
        </RowFacts>
      }
      end={<Tag tone={tone}>{word}</Tag>}
    />
  );
}

function Validity({ one: { edition } }: Pick<ReleaseSideProps, 'one'>) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  const day = (date: string) => dayText(format, date, 'medium');
  const facts = [
    [t('ask.validFrom'), day(edition.validFrom)],
    [t('ask.reviewDate'), day(edition.reviewDate)],
    [t('ask.validUntil'), edition.validUntil === null ? t('validity.open') : day(edition.validUntil)],
  ] as const;
  return (
    <section>
      <SectionHead title={t('validity.title')} />
      <Panel>
        <FactList facts={facts} className={css.facts} />
      </Panel>
    </section>
  );
}

/** One filled button: the next thing that somebody here can do with it. */
function Acts({ head, one }: ReleaseSideProps) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  const acts = useReleaseActs(head, one);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { number, validFrom } = one.edition;
  const ask = (title: string, what: string, needsReason: boolean, onSay: Asked['onSay']) =>
    setAsked({ title, what, needsReason, onSay });
  const release = () =>
    ask(
      t('act.release', { number }),
      t('act.releaseWhat', { date: dayText(format, validFrom, 'medium') }),
      false,
      acts.release,
    );
  const withdraw = () => ask(t('act.withdraw', { number }), t('act.withdrawWhat'), true, acts.withdraw);
  return (
    <div className={css.acts}>
      {acts.isOwn && <p className={css.quiet}>{t('approvals.own')}</p>}
      <SpokenHere by={acts.spoken} />
      {acts.canReturn && !acts.canApprove && acts.spoken === null && (
        <p className={css.quiet}>{t('approvals.counted')}</p>
      )}
      {acts.canRelease && (
        <ActionButton kind="primary" size="medium" disabled={acts.saving} onClick={release}>
          {t('act.release', { number })}
        </ActionButton>
      )}
      {acts.canApprove && (
        <ActionButton
          kind={acts.canRelease ? 'plain' : 'primary'}
          size="medium"
          icon={IconSignature}
          disabled={acts.saving}
          onClick={() => void acts.approve()}
        >
          {t('act.approve', { number })}
        </ActionButton>
      )}
      {acts.canReturn && (
        <ActionButton size="medium" onClick={() => ask(t('act.return'), t('act.returnWhat'), true, acts.sendBack)}>
          {t('act.return')}
        </ActionButton>
      )}
      {acts.canRecall && (
        <ActionButton size="medium" onClick={() => ask(t('act.recall'), t('act.recallWhat'), false, acts.recall)}>
          {t('act.recall')}
        </ActionButton>
      )}
      {acts.canWithdraw && (
        <ActionButton kind="danger" size="medium" onClick={withdraw}>
          {t('act.withdraw', { number })}
        </ActionButton>
      )}
      {asked !== null && <SayDialog asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
