import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../shared/domain/decision.ts';
import type { OperationKind } from '../../../shared/domain/record-state.ts';
import { notedKey } from '../../../shared/domain/translation/translation-note.ts';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { nameInChange } from '../../data/not-accepted-changes.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { ChangeWords } from './change-words.tsx';
import { DecideForm } from './decide-form.tsx';
import css from './not-accepted-list.module.css';
import type { RecordName } from './record-names.ts';
import { RecordPlace, RecordTitle } from './record-title.tsx';
import { verdictActs, whyHeld } from './verdict-words.ts';

interface CardProps {
  readonly work: HeldWork;
  /** What its record is called, when it is on this disk. */
  readonly name: RecordName | undefined;
}

/** Held work: whose, why, since when, what it says, and the three ways on. */
export function HeldWorkCard({ work, name }: CardProps) {
  const { t } = useTranslation('sync');
  const { person } = useProfile();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const isOwn = work.author.person === person;
  return (
    <Panel className={css.card ?? ''} data-away>
      <WorkHead work={work} name={name} />
      <div className={css.plain}>
        <ChangeWords label={t('decisions.held.words')} operations={toldOf(work)} />
        {isOwn && <p className={css.hint}>{t('decisions.held.own')}</p>}
        {verdict === null ? (
          <div className={css.acts}>
            {verdictActs(t).map(({ outcome, label, kind }) => (
              <ActionButton
                key={outcome}
                kind={kind}
                disabled={isOwn && outcome === 'accepted'}
                onClick={() => setVerdict(outcome)}
              >
                {label}
              </ActionButton>
            ))}
          </div>
        ) : (
          <DecideForm work={work} outcome={verdict} onDone={() => setVerdict(null)} />
        )}
      </div>
    </Panel>
  );
}

function WorkHead({ work, name }: CardProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const now = useMinuteClock();
  const { scopes } = useIdentity();
  const { type, record, author, receivedAt, scope } = work;
  const found = nameInChange(work);
  // A record that the hub never had is called what the change itself calls it.
  const called = name ?? (found === null ? undefined : { id: record, type, name: found, parent: null });
  return (
    <div className={css.head}>
      <div className={css.why}>
        <h3 className={css.title}>
          <RecordTitle name={called} type={type} />
        </h3>
        <p>
          <RecordPlace name={called} type={type} />
          <span aria-hidden="true"> · </span>
          <bdi>{scopes.find(({ id }) => id === scope)?.name ?? scope}</bdi>
        </p>
        <p>
          <bdi>{author.name}</bdi>
          <span aria-hidden="true"> · </span>
          <bdi>{author.centre}</bdi>
        </p>
        <p>{whyHeld(t, work.reason)}</p>
      </div>
      <time className={css.when} dateTime={isoOf(receivedAt)}>
        {t('decisions.held.since', { when: format.relative(receivedAt, now) })}
      </time>
    </div>
  );
}

/** A note on a translation goes with its text; that a record is new says nothing beside what it holds. */
function toldOf({ type, operations }: HeldWork) {
  const told = operations.filter(({ field }) => notedKey(field) === null);
  const shown = told.length > 1 ? told.filter(({ kind }) => kind !== 'create') : told;
  return (shown.length > 0 ? shown : operations).map((one) => ({ ...one, type, kind: one.kind as OperationKind }));
}
