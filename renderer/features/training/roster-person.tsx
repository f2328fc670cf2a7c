import { Modal } from '@mantine/core';
import { IconUser, IconUserMinus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { markKey } from '../../../shared/domain/training/attendance.ts';
import { dayParts } from '../../../shared/domain/training/attendance-mark.ts';
import type { RosterRow } from '../../../shared/domain/training/roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { markWord } from './mark-words.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import { PersonLacks } from './prerequisites/person-lacks.tsx';
import type { RosterPrerequisites } from './prerequisites/use-prerequisites.ts';
import css from './training.module.css';
import type { OpenSession } from './use-session.ts';
import { useWithdrawal } from './use-withdrawal.ts';

interface RosterPersonProps {
  readonly open: OpenSession;
  readonly prerequisites: RosterPrerequisites;
  /** Who is shown; null for nobody. */
  readonly person: string | null;
  readonly mayEdit: boolean;
  onClose(): void;
}

/** Somebody on the roster: their marks so far, the way to their record, and off the roster. */
export function RosterPerson({ open, prerequisites, person, mayEdit, onClose }: RosterPersonProps) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const { setStatus, saving } = useWithdrawal();
  const row = open.roster.find((each) => each.person.id === person);
  const withdraw = async ({ enrolments }: RosterRow) => {
    if (await setStatus(enrolments, 'withdrawn')) onClose();
  };
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      centered
      title={row && <PersonName person={row.person} />}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      {row && (
        <>
          <p className={css.facts}>
            {row.person.organisation !== '' && <VisibleName name={row.person.organisation} />}
            {row.person.role !== '' && <VisibleName name={row.person.role} />}
            {row.isWalkIn && <span>{t('roster.walkIn')}</span>}
          </p>
          <PersonLacks key={row.person.id} row={row} prerequisites={prerequisites} mayEdit={mayEdit} />
          <Marks open={open} person={row.person.id} />
          {mayEdit && <p className={css.hint}>{t('roster.withdrawWhy')}</p>}
          <div className={css.buttons}>
            <ActionButton
              size="medium"
              icon={IconUser}
              onClick={() => void navigate({ to: `/training/people/${row.person.id}` })}
            >
              {t('person.open')}
            </ActionButton>
            {mayEdit && (
              <ActionButton
                size="medium"
                kind="danger"
                icon={IconUserMinus}
                disabled={saving}
                onClick={() => void withdraw(row)}
              >
                {t('roster.withdraw')}
              </ActionButton>
            )}
          </div>
        </>
      )}
    </Modal>
  );
}

/** What stands for one person in each half day that has a mark. */
function Marks({ open, person }: { readonly open: OpenSession; readonly person: string }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const marks = open.days.flatMap((day) =>
    dayParts.flatMap((part) => {
      const state = open.attendance.get(markKey(person, { day, part }))?.state ?? null;
      return state === null ? [] : [{ day, part, state }];
    }),
  );
  if (marks.length === 0) return <p className={css.quiet}>{t('attendance.nothingYet')}</p>;
  return (
    <ul className={css.marks}>
      {marks.map(({ day, part, state }) => (
        <li key={`${day} ${part}`}>
          <span>
            {dayText(format, day, 'medium')}, {t(`part.${part}`)}
          </span>
          <b data-mark={state}>{markWord(t, state)}</b>
        </li>
      ))}
    </ul>
  );
}
