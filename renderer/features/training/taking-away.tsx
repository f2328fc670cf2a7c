import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { RecordDeclaration } from '../../../shared/domain/declare-record.ts';
import { deleteRecord, restoreRecord } from '../../../shared/domain/edit.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useApply } from '../../data/use-apply.ts';
import { useSetFields } from '../../data/use-set-fields.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { ReasonDialog } from './certificates/reason-dialog.tsx';
import css from './training.module.css';
import { TrainingNotHere } from './training-not-here.tsx';

/** A record that can be taken away with a reason. */
export interface Removable {
  readonly id: string;
  readonly scope: string;
  readonly takenAwayWhy?: string | undefined;
}

interface OfType {
  readonly declaration: RecordDeclaration;
  readonly record: Removable;
}

/** Takes a record away for a reason ([PC8], [FW8]); nothing for who may not. */
export function TakeAway({ declaration, record, name }: OfType & { readonly name: string }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const engine = useEngine();
  const { set } = useSetFields();
  const { apply } = useApply();
  const [isAsking, setAsking] = useState(false);
  if (!may('delete', declaration.type, record.scope)) return null;
  const onSay = async (reason: string) => {
    // The reason first: what a delete did not see would keep the record.
    if (!(await set(declaration, record.id, { takenAwayWhy: reason }))) return false;
    const [state] = await engine.open([record.id]);
    const isGone = state !== undefined && (await apply(deleteRecord(declaration, state))).ok;
    // A record that stays has no reason to be gone.
    if (!isGone) await set(declaration, record.id, { takenAwayWhy: null });
    return isGone;
  };
  return (
    <>
      <ActionButton size="medium" kind="quiet" icon={IconTrash} onClick={() => setAsking(true)}>
        {t('away.act')}
      </ActionButton>
      {isAsking && (
        <ReasonDialog
          asked={{ title: t('away.act'), what: t('away.what', { name }), onSay }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** In place of a record that was taken away: why, and the way back for who has it. */
export function TakenAway({ declaration, record }: OfType) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const engine = useEngine();
  const { apply } = useApply();
  const { takenAwayWhy, id, scope } = record;
  const { set } = useSetFields();
  const bringBack = async () => {
    const saved = await apply((await engine.open([id])).flatMap(restoreRecord));
    if (saved.ok) await set(declaration, id, { takenAwayWhy: null });
  };
  const mayBack = may('restore', declaration.type, scope);
  return (
    <TrainingNotHere cause="deleted" {...(mayBack && { action: { label: t('away.back'), onClick: bringBack } })}>
      {takenAwayWhy !== undefined && <PlainText text={t('away.why', { reason: takenAwayWhy })} />}
    </TrainingNotHere>
  );
}

/** Rows that are shown: whoever seeks an older one has its address. */
const mostRows = 50;

interface TakenAwayRowsProps {
  readonly type: string;
  renderRow(entry: CatalogueEntry): ReactNode;
}

/** Under a list, folded: what was taken out of it and can be brought back, the latest first. */
export function TakenAwayRows({ type, renderRow }: TakenAwayRowsProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const entries = useQuery(catalogueQuery({ type, withDeleted: true })).data ?? [];
  const gone = entries.filter(({ deleted, scope }) => deleted && may('restore', type, scope));
  if (gone.length === 0) return null;
  const latest = gone.sort((a, b) => b.changedAt - a.changedAt).slice(0, mostRows);
  return (
    <details className={css.away}>
      <summary>{t('away.list', { count: gone.length })}</summary>
      <Panel>{latest.map(renderRow)}</Panel>
    </details>
  );
}
