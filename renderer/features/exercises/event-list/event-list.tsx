import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../../data/engine-context.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from '../exercises.module.css';
import type { OpenExercise } from '../use-open-exercise.ts';
import { InjectRow } from './inject-row.tsx';
import { ListStanding } from './list-standing.tsx';
import { SaveEventList } from './save-event-list.tsx';

/** Rows that are drawn before somebody asks for all of them. */
const firstRows = 30;

/** The event list of an exercise: how it stands, its injects, and how more come into it. */
export function EventList({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const navigate = useNavigate();
  const [isWhole, setWhole] = useState(false);
  const { exercise, injects, seen, part } = open;
  const mayAdd = part.seesAll && may('create', 'inject', exercise.scope);
  const goTo = (path: string) => void navigate({ to: `/exercises/${exercise.id}/${path}` as never });
  const shown = isWhole ? seen : seen.slice(0, firstRows);
  if (injects.length === 0 && !mayAdd) return null;
  return (
    <section>
      <SectionHead title={t('list.events')} count={seen.length}>
        <SaveEventList open={open} />
        {mayAdd && (
          <>
            <ActionButton icon={IconFileImport} onClick={() => goTo('import')}>
              {t('inject.import')}
            </ActionButton>
            <ActionButton icon={IconPlus} onClick={() => goTo('injects/new')}>
              {t('inject.add')}
            </ActionButton>
          </>
        )}
      </SectionHead>
      {injects.length > 0 && <ListStanding open={open} />}
      {injects.length === 0 && <p className={css.quiet}>{t('inject.none')}</p>}
      {injects.length > 0 && !part.seesAll && <p className={css.quiet}>{t('inject.onlyFired')}</p>}
      {shown.length > 0 && (
        <Panel>
          {shown.map((inject) => (
            <InjectRow key={inject.id} inject={inject} standing={open.conduct.standingOf(inject.id)} mayOpen={mayAdd} />
          ))}
        </Panel>
      )}
      {shown.length < seen.length && (
        <div className={css.more}>
          <ActionButton onClick={() => setWhole(true)}>{t('inject.all', { count: seen.length })}</ActionButton>
        </div>
      )}
    </section>
  );
}
