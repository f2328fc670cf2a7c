import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../shared/base/ids.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { typeLabel } from '../../i18n/field-label.ts';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useRecordKinds } from '../../record-kinds.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { Tag } from '../../ui/tag.tsx';
import css from './decision-row.module.css';
import type { ShownDecision } from './decisions.ts';
import type { RecordName } from './record-names.ts';
import { RecordTitle } from './record-title.tsx';
import { verdictText, whyHeld } from './verdict-words.ts';

/** Records that a row names before it counts the rest. */
const fewRecords = 3;

interface DecisionRowProps {
  readonly decision: ShownDecision;
  readonly names: ReadonlyMap<RecordId, RecordName> | undefined;
  /** Made here, and the hub has not answered for it yet. */
  readonly waits: boolean;
}

/** One decision: what was decided about whose work, by whom, when and why, with the way to its records. */
export function DecisionRow({ decision: { ruling, scope }, names, waits }: DecisionRowProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { scopes } = useIdentity();
  const { outcome, by, author, at, note, language, records, operations } = ruling;
  return (
    <li className={css.row}>
      <p className={css.line}>
        <Tag tone={outcome === 'accepted' ? 'ok' : 'due'}>{verdictText(t, outcome)}</Tag>
        <span>
          <bdi>{by.name}</bdi>
          <span aria-hidden="true"> · </span>
          <bdi>{by.centre}</bdi>
        </span>
        <time className={css.when} dateTime={isoOf(at)}>
          {format.dateTime(at)}
        </time>
      </p>
      <ul className={css.records}>
        {records.slice(0, fewRecords).map(({ id, type }) => (
          <li key={id}>
            <RecordLink type={type} name={names?.get(id)} />
          </li>
        ))}
        {records.length > fewRecords && <li>{t('waiting.more', { count: records.length - fewRecords })}</li>}
      </ul>
      {note !== '' && (
        <blockquote className={css.note} dir="auto" {...contentLanguage(language ?? undefined)}>
          {note}
        </blockquote>
      )}
      <p className={css.facts}>
        {t('decisions.workOf', { name: author.name })}
        <span aria-hidden="true"> · </span>
        <bdi>{scopes.find(({ id }) => id === scope)?.name ?? scope}</bdi>
        <span aria-hidden="true"> · </span>
        {t('waiting.changes', { count: operations.length })}
        {waits && <strong className={css.waits}>{t('decisions.waits')}</strong>}
      </p>
      <WhyHeld reasons={ruling.reasons} />
    </li>
  );
}

function WhyHeld({ reasons }: { readonly reasons: ShownDecision['ruling']['reasons'] }) {
  const { t } = useTranslation('sync');
  return <p className={css.facts}>{reasons.map((reason) => whyHeld(t, reason)).join(' ')}</p>;
}

interface RecordLinkProps {
  readonly type: string;
  readonly name: RecordName | undefined;
}

/** A record by its name, with the way to its screen; what is not on this laptop is said to be elsewhere. */
function RecordLink({ type, name }: RecordLinkProps) {
  const { t } = useTranslation('sync');
  const { t: tRecords } = useTranslation('records');
  const kinds = useRecordKinds();
  if (name === undefined) return `${typeLabel(tRecords, type)}: ${t('value.elsewhere')}`;
  const screen = kinds.get(type) === undefined ? name.parent : name;
  const path = screen === null ? undefined : kinds.get(screen.type)?.path(screen.id);
  const title = <RecordTitle name={name} type={type} />;
  return path === undefined ? title : <Link to={path}>{title}</Link>;
}
