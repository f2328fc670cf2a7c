import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DecidedChange, HeldChange, Me, Verdict } from '../../shared/coordinator/contract.ts';
import { typeLabel } from '../i18n/field-label.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { contentLanguage } from '../ui/content-language.ts';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/tag.tsx';
import { useMinuteClock } from '../ui/use-minute-clock.ts';
import css from './held-card.module.css';
import { OperationList } from './operation-list.tsx';
import './words.ts';

interface HeldCardProps {
  readonly change: HeldChange;
  readonly me: Me;
  onDecide(verdict: Verdict): void;
}

/** A held change: what it would do, whose it is, why it is held and since when, and the three ways on. */
export function HeldCard({ change, me, onDecide }: HeldCardProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const now = useMinuteClock();
  return (
    <Panel className={css.card} role="group" aria-label={useTitle(change)}>
      <ChangeHead level={2} change={change} me={me} />
      <p>
        <Tag tone="bad">{t('held.since', { when: format.relative(change.receivedAt, now) })}</Tag>{' '}
        {reasonText(t, change.reason)}
      </p>
      <OperationList operations={change.operations} />
      {change.isOwn && <p className={css.quiet}>{t('held.own')}</p>}
      <div className={css.acts}>
        <ActionButton kind="primary" disabled={change.isOwn} onClick={() => onDecide('accepted')}>
          {t('verdict.accept')}
        </ActionButton>
        <ActionButton onClick={() => onDecide('returned')}>{t('verdict.return')}</ActionButton>
        <ActionButton kind="danger" onClick={() => onDecide('discarded')}>
          {t('verdict.discard')}
        </ActionButton>
      </div>
    </Panel>
  );
}

/** A decision: who, when, what and why; what it was about stays readable. */
export function DecidedCard({ change, me }: { readonly change: DecidedChange; readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  return (
    <Panel className={css.card} role="group" aria-label={useTitle(change)}>
      <ChangeHead level={3} change={change} me={me} />
      <p>
        <Tag tone={change.verdict === 'accepted' ? 'ok' : 'due'}>{verdictText(t, change.verdict)}</Tag>{' '}
        {t('held.by', { name: change.decidedBy.name, when: format.dateTime(change.decidedAt) })}
      </p>
      {change.note !== '' && (
        <blockquote className={css.note} dir="auto" {...contentLanguage(change.noteLanguage ?? undefined)}>
          {change.note}
        </blockquote>
      )}
      <details className={css.details}>
        <summary>{t('held.contents')}</summary>
        <p className={css.quiet}>{reasonText(t, change.reason)}</p>
        <OperationList operations={change.operations} />
      </details>
    </Panel>
  );
}

interface ChangeHeadProps {
  /** What waits stands under the heading of the screen, what was decided under one of its own. */
  readonly level: 2 | 3;
  readonly change: HeldChange | DecidedChange;
  readonly me: Me;
}

function ChangeHead({ level, change, me }: ChangeHeadProps) {
  const Title = level === 2 ? 'h2' : 'h3';
  const scope = me.scopes.find(({ id }) => id === change.scope)?.name ?? change.scope;
  return (
    <div className={css.head}>
      <Title className={css.title}>{useTitle(change)}</Title>
      <span className={css.quiet}>
        <bdi>{change.author.name}</bdi> · <bdi>{change.author.centre}</bdi> · <bdi>{change.device.name}</bdi> ·{' '}
        <bdi>{scope}</bdi>
      </span>
    </div>
  );
}

/** The words that change most: the title if the change has one, else what kind of record it is about. */
function useTitle({ type, operations }: HeldChange | DecidedChange): string {
  const { t } = useTranslation('coordinator');
  const { t: tRecords } = useTranslation('records');
  const named = operations.find(({ field, value }) => /^(title|name)(\.|$)/.test(field) && typeof value === 'string');
  return t('held.about', { type: typeLabel(tRecords, type), name: String(named?.value ?? '') }).trim();
}

export function verdictText(t: TFunction<'coordinator'>, verdict: Verdict): string {
  if (verdict === 'accepted') return t('verdict.accepted');
  return verdict === 'returned' ? t('verdict.returned') : t('verdict.discarded');
}

function reasonText(t: TFunction<'coordinator'>, reason: string): string {
  if (reason === 'no-grant-in-scope') return t('reason.noGrant');
  if (reason === 'role-may-not') return t('reason.roleMayNot');
  return reason === 'device-revoked' ? t('reason.deviceRevoked') : t('reason.other');
}
