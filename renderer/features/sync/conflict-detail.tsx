import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { existenceField } from '../../../shared/domain/record-state.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { traceKey } from '../../../shared/domain/trace.ts';
import type { ConflictItem } from '../../data/conflict-items.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { conflictQuery, recordStateQuery, typedAnswersQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { AskedOf } from './asked-of.tsx';
import { ChangesApart } from './changes-apart.tsx';
import css from './conflict-detail.module.css';
import { ExistenceConflict } from './existence-conflict.tsx';
import { FieldConflictForm } from './field-conflict-form.tsx';
import { type RecordName, shownValues } from './record-names.ts';
import { RecordPlace, RecordTitle } from './record-title.tsx';
import { useConflictKeys } from './use-conflict-keys.ts';

export interface ConflictDetailProps {
  readonly item: ConflictItem;
  readonly name: RecordName | undefined;
  readonly place: { readonly number: number; readonly of: number };
  onSettled(item: ConflictItem): void;
  onNext(): void;
  onPrevious(): void;
}

/** One conflict: what both started from, every value, and the answer that is being made. */
export function ConflictDetail({ item, name, place, onSettled, onNext, onPrevious }: ConflictDetailProps) {
  const { t } = useTranslation('sync');
  const { data: conflict } = useQuery(conflictQuery(item.record, item.field));
  const { person } = useProfile();
  const { data: typed } = useQuery(typedAnswersQuery({ person, record: item.record, field: item.field }));
  const { data: state } = useQuery(recordStateQuery(item.record));
  const tlp = useMarking(item, name);
  useConflictKeys({ onNext, onPrevious });
  const settled = () => onSettled(item);
  const isOfRecord = item.field === existenceField || item.field === traceKey;
  const Question = item.field === traceKey ? ChangesApart : ExistenceConflict;
  return (
    <div className={css.detail}>
      <div className={css.head}>
        <ScreenHeading>
          <RecordTitle name={name} type={item.type} />
          {t('comma')}
          <AskedOf item={item} />
        </ScreenHeading>
        {tlp && <TlpChip level={tlp} />}
        <span className={css.place}>
          <RecordPlace name={name} type={item.type} />
        </span>
        <span className={css.steps}>
          <span className="wp-num">{t('conflicts.place', place)}</span>
          <button type="button" className={css.next} aria-keyshortcuts="Alt+ArrowDown" onClick={onNext}>
            <Kbd>Alt ↓</Kbd> {t('conflicts.next')}
          </button>
        </span>
      </div>
      {isOfRecord && state && <Question state={state} onSettled={settled} onLater={onNext} />}
      {!isOfRecord && conflict && typed && (
        <FieldConflictForm conflict={conflict} typed={typed} onSettled={settled} onLater={onNext} />
      )}
      {conflict === null && !isOfRecord && <p className={css.gone}>{t('conflicts.alreadySettled')}</p>}
    </div>
  );
}

/** The mark of the playbook that the record is or belongs to. */
function useMarking(item: ConflictItem, name: RecordName | undefined): TlpLevel | undefined {
  const engine = useEngine();
  const { language } = useLocale();
  const playbook = [name, name?.parent, name?.parent?.parent].find((known) => known?.type === 'playbook')?.id;
  const id = playbook ?? item.record;
  const { data } = useQuery({
    queryKey: ['sync', 'marking', id, language],
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: async () => {
      const [state] = await engine.open([id]);
      return state === undefined ? null : (shownValues(state).marking ?? null);
    },
  });
  return typeof data === 'string' ? (data as TlpLevel) : undefined;
}
