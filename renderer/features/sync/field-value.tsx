import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { decision, type Ruling, readRuling } from '../../../shared/domain/decision.ts';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';
import { notedKey, readNote } from '../../../shared/domain/translation/translation-note.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { choiceLabel } from '../../i18n/choice-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import css from './field-value.module.css';
import { recordNamesQuery } from './record-names.ts';
import { verdictText } from './verdict-words.ts';

export interface FieldValueProps {
  readonly type: string;
  /** Field key, language included. */
  readonly field: string;
  readonly value: Json;
}

/** The value of any field, written so that a person can read and compare it. */
export function FieldValue({ type, field, value }: FieldValueProps) {
  const { t } = useTranslation('sync');
  const { t: tRecords } = useTranslation('records');
  const { format } = useLocale();
  const [name, language] = splitFieldKey(field);
  const kind = declarationOf(type)?.fields[name]?.kind;
  const ruling = type === decision.type ? readRuling(value) : null;
  if (ruling !== null) return <RulingWords ruling={ruling} />;
  const note = notedKey(field) === null ? null : readNote(value);
  if (note !== null) return choiceLabel(tRecords, note.state);
  if (value === null || value === '') return <span className={css.none}>{t('value.none')}</span>;
  if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no');
  if (typeof value === 'number') {
    if (kind === 'instant') return format.dateTime(value);
    return <bdi className="wp-num">{format.number(value)}</bdi>;
  }
  if (typeof value === 'string') {
    if (kind === 'reference') return <ReferenceName id={value} />;
    if (kind === 'date') return dayText(format, value, 'long');
    if (isTlp(value)) return <TlpChip level={value} />;
    if (kind === 'choice') return choiceLabel(tRecords, value);
    return (
      <span className={css.text} dir="auto" {...contentLanguage(language ?? undefined)}>
        {value}
      </span>
    );
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    const items = value as readonly string[];
    return kind === 'set' && name === 'nextSteps' ? (
      <ul className={css.list}>
        {items.map((id) => (
          <li key={id}>
            <ReferenceName id={id} />
          </li>
        ))}
      </ul>
    ) : (
      <bdi>{format.list(items)}</bdi>
    );
  }
  return (
    <pre className={css.json} dir="ltr">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}

/** A decision that the hub did not take, in words instead of its members. */
function RulingWords({ ruling: { outcome, note, language } }: { readonly ruling: Ruling }) {
  const { t } = useTranslation('sync');
  return (
    <>
      {verdictText(t, outcome)}
      {note !== '' && (
        <p className={css.text} dir="auto" {...contentLanguage(language ?? undefined)}>
          {note}
        </p>
      )}
    </>
  );
}

function isTlp(value: string): value is TlpLevel {
  return tlpLevels.some((level) => level === value);
}

/** A reference by the name of what it refers to; by its id when that is not on this disk. */
function ReferenceName({ id }: { readonly id: string }) {
  const { t } = useTranslation('sync');
  const { language } = useLocale();
  const { data } = useQuery(recordNamesQuery(useEngine(), [id], language));
  const found = data?.get(id)?.name;
  if (found) return <bdi {...contentLanguage(found.lang)}>{found.text}</bdi>;
  return (
    <span>
      {t('value.elsewhere')}{' '}
      <bdi dir="ltr" className={css.id}>
        {id}
      </bdi>
    </span>
  );
}
