import { type Icon, IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteRecord, restoreRecord } from '../../../shared/domain/edit.ts';
import { movesOf } from '../../../shared/domain/move/moved.ts';
import { editsUnseenIn } from '../../../shared/domain/move/settle-move.ts';
import { existenceField, type Head } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ConflictActs, type ExistenceConflictProps } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import { LeftBehind } from './left-behind.tsx';
import { MoveConflict } from './move-conflict.tsx';
import { UnseenEdits } from './unseen-edits.tsx';
import { useConflictKeys } from './use-conflict-keys.ts';
import { VersionColumn } from './version-column.tsx';

/**
 * A record that somebody took away while somebody else worked on it, deleted or moved to another scope; or that was hung on
 * one that had been moved away.
 */
export function ExistenceConflict(props: ExistenceConflictProps) {
  if (movesOf(props.state).length > 0) return <MoveConflict {...props} />;
  const isDeletedThere = (props.state.fields[existenceField] ?? []).some(({ kind }) => kind === 'delete');
  return isDeletedThere ? <DeleteConflict {...props} /> : <LeftBehind {...props} />;
}

/** Deleted there, edited here: the edits that the deleter had not seen, and the choice to keep the record or not. */
function DeleteConflict({ state, onSettled, onLater }: ExistenceConflictProps) {
  const { t } = useTranslation('sync');
  const { apply, saving } = useApply();
  const { may } = useProfile();
  const [chosen, setChosen] = useState<Answer | null>(null);
  const declaration = declarationOf(state.type);
  const deletes = (state.fields[existenceField] ?? []).filter((head) => head.kind === 'delete');
  const edits = editsUnseenIn(state);
  const latest = edits
    .map(({ head }) => head)
    .sort(byWall)
    .at(-1);
  const isAllowed = may('delete', state.type, state.scope);
  const accept = async () => {
    if (chosen === null || saving || !isAllowed || declaration === undefined) return;
    const saved = await apply(chosen === 'keep' ? restoreRecord(state) : deleteRecord(declaration, state));
    if (saved.ok) onSettled();
  };
  useConflictKeys({
    onChoose: (place) => (place === 1 ? setChosen('keep') : place === 2 ? setChosen('delete') : undefined),
    onAccept: () => void accept(),
  });
  return (
    <>
      <p className={css.say}>{t('exists.say')}</p>
      <div className={css.pair}>
        <VersionColumn
          tone="yours"
          title={t('exists.edited')}
          origin={latest}
          action={<Choice keys="1" icon={IconArrowBackUp} wanted="keep" chosen={chosen} onChoose={setChosen} />}
        >
          <UnseenEdits type={state.type} edits={edits} />
        </VersionColumn>
        <VersionColumn
          tone="theirs"
          title={t('exists.deleted')}
          origin={deletes.at(-1)}
          action={<Choice keys="2" icon={IconTrash} wanted="delete" chosen={chosen} onChoose={setChosen} />}
        >
          {t('exists.deletedWhat')}
        </VersionColumn>
      </div>
      <p className={css.outcome} aria-live="polite">
        {chosen === null ? t('exists.choose') : chosen === 'keep' ? t('exists.willKeep') : t('exists.willDelete')}
      </p>
      <ConflictActs
        says={isAllowed ? undefined : t('exists.notAllowed')}
        canAccept={chosen !== null && isAllowed}
        onAccept={() => void accept()}
        onLater={onLater}
      />
    </>
  );
}

type Answer = 'keep' | 'delete';

interface ChoiceProps {
  readonly keys: string;
  readonly icon: Icon;
  readonly wanted: Answer;
  readonly chosen: Answer | null;
  onChoose(answer: Answer): void;
}

function Choice({ keys, icon, wanted, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('sync');
  return (
    <ActionButton keys={keys} icon={icon} aria-pressed={chosen === wanted} onClick={() => onChoose(wanted)}>
      {wanted === 'keep' ? t('exists.keep') : t('exists.delete')}
    </ActionButton>
  );
}

function byWall(left: Head, right: Head): number {
  return left.wall - right.wall;
}
