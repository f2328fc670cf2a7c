import { IconAlertTriangle, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RefusalReason } from '../../../shared/protocol/outcome.ts';
import type { EngineApi } from '../../../shared/sync/engine-api.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { notAcceptedQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { FieldValue } from './field-value.tsx';
import css from './not-accepted-list.module.css';
import { type RecordName, recordNamesQuery } from './record-names.ts';
import { FieldName, RecordPlace, RecordTitle } from './record-title.tsx';

type NotAcceptedItem = Awaited<ReturnType<EngineApi['notAccepted']>>[number];

/** Refused and held changes: kept in full, with the reason in words and whom to ask. Nothing is shown when there are none. */
export function NotAcceptedList() {
  const { t } = useTranslation('sync');
  const { language } = useLocale();
  const { data: items = [] } = useQuery(notAcceptedQuery());
  const ids = items.flatMap((item) => item.operation?.record ?? []);
  const { data: names } = useQuery(recordNamesQuery(useEngine(), ids, language));
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="sync-not-accepted">
      <SectionHead
        id="sync-not-accepted"
        icon={IconAlertTriangle}
        title={t('notAccepted.title')}
        count={items.length}
        meta={t('notAccepted.kept')}
      />
      <div className={css.cards}>
        {items.map((item) => (
          <NotAcceptedCard
            key={item.id}
            item={item}
            name={item.operation ? names?.get(item.operation.record) : undefined}
          />
        ))}
      </div>
    </section>
  );
}

interface CardProps {
  readonly item: NotAcceptedItem;
  readonly name: RecordName | undefined;
}

function NotAcceptedCard({ item, name }: CardProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const announce = useAnnounce();
  const { operation, outcome } = item;
  const text = operation === null ? '' : wordsOf(operation.value);
  const copy = async () => announce((await copyText(text)) ? t('notAccepted.copied') : t('notAccepted.copyFailed'));
  return (
    <Panel className={css.card ?? ''}>
      <div className={css.head}>
        <span className={css.icon}>
          <IconAlertTriangle size={19} stroke={1.9} aria-hidden="true" />
        </span>
        <div className={css.why}>
          <h3 className={css.title}>
            <RecordTitle name={name} type={operation?.type ?? ''} />
            {operation && (
              <>
                {t('comma')}
                <FieldName field={operation.field} />
              </>
            )}
          </h3>
          {operation && (
            <p>
              <RecordPlace name={name} type={operation.type} />
            </p>
          )}
          <p>{outcome.kind === 'needs-newer-hub' ? t('reason.newerHub') : reasonText(t, outcome.reason)}</p>
          <p>
            {outcome.kind === 'quarantined'
              ? t('notAccepted.held', { owner: ownerText(t, outcome.owner) })
              : t('notAccepted.refused')}
          </p>
        </div>
        <time className={css.when} dateTime={new Date(item.at).toISOString()}>
          {format.dateTime(item.at)}
        </time>
      </div>
      {operation && (
        <div className={css.body}>
          <p className={css.label}>{t('notAccepted.yours')}</p>
          <div className={css.words}>
            {operation.kind === 'set' ? (
              <FieldValue type={operation.type} field={operation.field} value={operation.value} />
            ) : (
              existenceText(t, operation.kind)
            )}
          </div>
          {text !== '' && (
            <ActionButton icon={IconCopy} onClick={() => void copy()}>
              {t('notAccepted.copy')}
            </ActionButton>
          )}
        </div>
      )}
    </Panel>
  );
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function existenceText(t: TFunction<'sync'>, kind: 'create' | 'delete' | 'restore' | 'set'): string {
  if (kind === 'delete') return t('waiting.deleted');
  return kind === 'restore' ? t('waiting.restored') : t('waiting.created');
}

/** Why, in words. A reason of a newer hub gets honest general ones. */
export function reasonText(t: TFunction<'sync'>, reason: RefusalReason): string {
  switch (reason) {
    case 'no-grant-in-scope':
      return t('reason.noGrant');
    case 'role-may-not':
      return t('reason.roleMayNot');
    case 'unknown-type':
      return t('reason.unknownType');
    case 'author-not-on-device':
      return t('reason.authorNotOnDevice');
    case 'record-belongs-elsewhere':
      return t('reason.belongsElsewhere');
    case 'append-only':
      return t('reason.appendOnly');
    case 'value-invalid':
      return t('reason.valueInvalid');
    case 'device-revoked':
      return t('reason.deviceRevoked');
    case 'returned':
      return t('reason.returned');
    case 'discarded':
      return t('reason.discarded');
    default:
      return t('reason.other');
  }
}

function ownerText(t: TFunction<'sync'>, owner: string): string {
  if (owner === 'steward') return t('owner.steward');
  if (owner === 'coordinator') return t('owner.coordinator');
  return owner === '' ? t('owner.hub') : owner;
}
