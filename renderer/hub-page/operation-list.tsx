import { useTranslation } from 'react-i18next';
import type { HeldOperation } from '../../shared/coordinator/contract.ts';
import { choiceLabel } from '../i18n/choice-label.ts';
import { FieldName } from '../ui/field-name.tsx';
import css from './operation-list.module.css';
import './words.ts';

/** What a change contains, field by field, in full. Values keep their own language and direction. */
export function OperationList({ operations }: { readonly operations: readonly HeldOperation[] }) {
  return (
    <dl className={css.list}>
      {operations.map((operation) => (
        <div key={operation.id} className={css.item}>
          <dt>
            <OperationName operation={operation} />
          </dt>
          {isContent(operation) ? (
            <Content {...operation} />
          ) : (
            <dd className={css.value}>
              <Happening operation={operation} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** The field in words; that a record is new, gone or back stands beside the kind of thing it is about. */
function OperationName({ operation: { field, note } }: { readonly operation: HeldOperation }) {
  return <FieldName field={note?.of ?? field} isNote={note !== undefined} />;
}

/** What is told in words of the interface. */
function Happening({ operation: { kind, note } }: { readonly operation: HeldOperation }) {
  const { t } = useTranslation('coordinator');
  const { t: tRecords } = useTranslation('records');
  if (kind === 'create') return t('held.created');
  if (kind === 'delete') return t('held.deleted');
  if (kind === 'restore') return t('held.restored');
  if (kind === 'move') return t('held.moved');
  if (note === undefined) return t('held.cleared');
  const state = choiceLabel(tRecords, note.state);
  if (note.source === null) return t('held.noteFromUnknown', { state });
  // Half of it tells originals apart on a screen.
  return t('held.noteFrom', { state, source: note.source.slice(0, markLength) });
}
const markLength = 8;

/** The value itself, in its own language and direction. */
function Content({ field, value }: HeldOperation) {
  return (
    <dd dir={typeof value === 'string' ? 'auto' : 'ltr'} className={css.value} lang={languageOf(field)}>
      {wordsOf(value)}
    </dd>
  );
}

function isContent({ kind, value, note }: HeldOperation): boolean {
  return kind === 'set' && value !== null && note === undefined;
}

/** The language that a field key ends in: `title.ar`. */
function languageOf(field: string): string | undefined {
  return /\.([a-z]{2,3})$/.exec(field)?.[1];
}

function wordsOf(value: HeldOperation['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
