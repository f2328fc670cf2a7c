import { IconAlertTriangle, IconArchive, IconCopy, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { type NotAcceptedChange, nameInChange, toldOperations, wordsOf } from '../../data/not-accepted-changes.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { ChangeWords } from './change-words.tsx';
import { DecisionQuote } from './decision-quote.tsx';
import { MakeAnewForm } from './make-anew-form.tsx';
import css from './not-accepted-list.module.css';
import { reasonText, wayOnText } from './reason-text.ts';
import type { RecordName } from './record-names.ts';
import { OperationField, RecordPlace, RecordTitle } from './record-title.tsx';
import { useMayMakeAnew } from './use-may-make-anew.ts';

interface CardProps {
  readonly change: NotAcceptedChange;
  /** What its record is called, when it is on this disk. */
  readonly name: RecordName | undefined;
}

/** A change that was not accepted: what it was about, why, what it says, and what its author can do with it. */
export function NotAcceptedCard({ change, name }: CardProps) {
  const { data: state = null } = useQuery(recordStateQuery(change.operations[0]?.record ?? ''));
  const [isEditing, setEditing] = useState(false);
  const { decision, operations } = change;
  return (
    <Panel className={css.card ?? ''} data-away={change.isPutAway || undefined}>
      <CardHead change={change} name={name} />
      {operations.length > 0 && (
        <div className={css.body}>
          {decision !== null && decision.note !== '' && <DecisionQuote decision={decision} />}
          {isEditing ? (
            <MakeAnewForm change={change} state={state} onDone={() => setEditing(false)} />
          ) : (
            <>
              <ChangeWords operations={toldOperations(change)} />
              <CardActs change={change} state={state} onEdit={() => setEditing(true)} />
            </>
          )}
        </div>
      )}
    </Panel>
  );
}

function CardHead({ change, name }: CardProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { outcome, at } = change;
  const told = toldOperations(change);
  const [first] = told;
  const type = first?.type ?? '';
  const found = nameInChange(change);
  // A record that the hub never had is called what the change itself calls it.
  const called = name ?? (found && first ? { id: first.record, type, name: found, parent: null } : undefined);
  return (
    <div className={css.head}>
      <span className={css.icon}>
        <IconAlertTriangle size={19} stroke={1.9} aria-hidden="true" />
      </span>
      <div className={css.why}>
        <h3 className={css.title}>
          <RecordTitle name={called} type={type} />
          {first && told.length === 1 && name !== undefined && (
            <>
              {t('comma')}
              <OperationField field={first.field} />
            </>
          )}
        </h3>
        {first && (
          <p>
            <RecordPlace name={called} type={type} />
          </p>
        )}
        <p>{reasonText(t, outcome)}</p>
        <p>{wayOnText(t, outcome)}</p>
      </div>
      <time className={css.when} dateTime={isoOf(at)}>
        {format.dateTime(at)}
      </time>
    </div>
  );
}

interface CardActsProps {
  readonly change: NotAcceptedChange;
  readonly state: RecordState | null;
  onEdit(): void;
}

function CardActs({ change, state, onEdit }: CardActsProps) {
  const { t } = useTranslation('sync');
  const announce = useAnnounce();
  const engine = useEngine();
  const { possible, allowed } = useMayMakeAnew(change, state);
  const text = wordsOf(change);
  const copy = async () => announce((await copyText(text)) ? t('notAccepted.copied') : t('notAccepted.copyFailed'));
  const putAway = async () => {
    const kept = await engine.putAway(change.ids);
    announce(kept.ok ? t('notAccepted.isAway') : t('notAccepted.awayFailed'));
  };
  return (
    <>
      <div className={css.acts}>
        {possible && (
          <ActionButton icon={IconPencil} disabled={!allowed} onClick={onEdit}>
            {t('notAccepted.again')}
          </ActionButton>
        )}
        {text !== '' && (
          <ActionButton icon={IconCopy} onClick={() => void copy()}>
            {t('notAccepted.copy')}
          </ActionButton>
        )}
        {change.outcome.kind === 'refused' && !change.isPutAway && (
          <ActionButton icon={IconArchive} onClick={() => void putAway()}>
            {t('notAccepted.putAway')}
          </ActionButton>
        )}
      </div>
      {possible && !allowed && <p className={css.hint}>{t('notAccepted.notNow')}</p>}
    </>
  );
}
