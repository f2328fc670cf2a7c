import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Head, RecordState } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { areTexts, changesApart, changesFit, namesParts, tracedFields } from '../../../shared/domain/trace.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { ConflictActs, type ExistenceConflictProps } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import { type Side, sidesOf } from './sides.ts';
import { UnseenEdits } from './unseen-edits.tsx';
import { useConflictKeys } from './use-conflict-keys.ts';
import { usePersonName } from './use-person-name.ts';
import { VersionColumn } from './version-column.tsx';

/**
 * Different fields of reviewed content, changed by people who had not seen one another's change ([CF5]). All of it stands;
 * what is asked is whether it fits together, and only the answer ends the question.
 */
export function ChangesApart({ state, onSettled, onLater }: ExistenceConflictProps) {
  const { t } = useTranslation('sync');
  const { apply, saving } = useApply();
  const { person, may } = useProfile();
  const { device } = useIdentity();
  const traces = changesApart(state);
  const sides = sidesOf(traces, { person, device });
  // Texts alone may be answered for by whoever may write them: their trace asks for no more (trace.ts).
  const asksFor = areTexts(traces.flatMap(tracedFields)) ? 'translate' : 'edit';
  const isAllowed = may(asksFor, state.type, state.scope);
  const accept = async () => {
    if (saving || !isAllowed) return;
    const saved = await apply(changesFit(state));
    if (saved.ok) onSettled();
  };
  useConflictKeys({ onAccept: () => void accept() });
  const nameOf = usePersonName();
  const titleOf = ({ head, role }: Side) => {
    if (role === 'yours') return t('side.yours');
    if (head.author === person) return t('who.you');
    return role === 'theirs' && sides.length === 2 ? t('side.theirs') : nameOf(head.author).name;
  };
  return (
    <>
      <p className={css.say}>{t('apart.say')}</p>
      <div className={sides.length > 2 ? css.columns : css.pair}>
        {sides.map((side) => {
          const { head, role } = side;
          return (
            <VersionColumn
              key={head.id}
              tone={role === 'yours' ? 'yours' : 'theirs'}
              title={titleOf(side)}
              origin={head}
            >
              <UnseenEdits type={state.type} edits={editsOf(state, head)} />
              {namesParts(head) && <p className={css.parts}>{t('apart.steps')}</p>}
            </VersionColumn>
          );
        })}
      </div>
      <p className={css.read}>
        <Link to={readerOf(state)}>{t('apart.open')}</Link>
      </p>
      <ConflictActs
        says={isAllowed ? t('apart.safe') : t('apart.notAllowed')}
        label={t('apart.fits')}
        icon={IconCheck}
        canAccept={isAllowed}
        onAccept={() => void accept()}
        onLater={onLater}
      />
    </>
  );
}

/** What the fields of a trace say now. */
function editsOf(state: RecordState, trace: Head) {
  return tracedFields(trace).flatMap((key) => (state.fields[key] ?? []).map((head) => ({ key, head })));
}

/** Where the record is read with everything around it. */
function readerOf({ type, id, fields }: RecordState): string {
  const playbook = fields['playbook']?.[0]?.value;
  return type === step.type && typeof playbook === 'string' ? `/playbooks/${playbook}?step=${id}` : `/playbooks/${id}`;
}
