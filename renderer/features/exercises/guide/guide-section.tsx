import { IconPlus, IconScale } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GuideRow } from '../../../../shared/domain/evaluation/guide.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { type Evaluation, useEvaluation } from '../../../data/ratings/use-evaluation.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Blade } from '../../../ui/blade.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from '../exercises.module.css';
import type { OpenExercise } from '../use-open-exercise.ts';

/** The evaluation guide on the page of an exercise: targets by objective, tasks by target, and the way to the ratings. */
export function GuideSection({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const navigate = useNavigate();
  const { exercise, part } = open;
  const evaluation = useEvaluation(exercise.id);
  const mayAdd = may('create', 'guide-item', exercise.scope);
  // Whoever plays does not read what is looked for ([EX23]).
  if (evaluation === undefined || !part.seesAll) return null;
  const rated = evaluation.rows.filter(({ level }) => level !== 'objective');
  if (rated.length === 0 && !mayAdd) return null;
  const agreed = rated.filter(({ id }) => evaluation.standingOf(id).agreed !== null).length;
  return (
    <section>
      <SectionHead
        title={t('guide.title')}
        meta={rated.length > 0 && t('guide.agreed', { agreed, count: rated.length })}
      >
        {rated.length > 0 && (
          <ActionButton
            icon={IconScale}
            onClick={() => void navigate({ to: `/exercises/${exercise.id}/ratings` as never })}
          >
            {t('rating.title')}
          </ActionButton>
        )}
      </SectionHead>
      {open.objectives.length === 0 && rated.length === 0 ? (
        <p className={css.quiet}>{t('guide.noObjectives')}</p>
      ) : (
        <Panel>
          {evaluation.rows.map((row) => (
            <GuideLine key={row.id} open={open} row={row} evaluation={evaluation} mayAdd={mayAdd} />
          ))}
        </Panel>
      )}
    </section>
  );
}

interface GuideLineProps {
  readonly open: OpenExercise;
  readonly row: GuideRow;
  readonly evaluation: Evaluation;
  readonly mayAdd: boolean;
}

function GuideLine({ open: { exercise }, row, evaluation, mayAdd }: GuideLineProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const text = pickText(row.text, language, row.language);
  const go = (path: string, search: Readonly<Record<string, string>> = {}) =>
    void navigate({ to: `/exercises/${exercise.id}/guide/${path}` as never, search: search as never });
  const isObjective = row.level === 'objective';
  const tasks = evaluation.rows.filter(({ target }) => target === row.id).length;
  return (
    <div className={css[row.level]}>
      <ListRow
        lead={isObjective ? <Blade>{row.number}</Blade> : <span className={css.number}>{row.number}</span>}
        title={text === null ? t('guide.wordless') : <PlainText text={text.text} lang={text.lang} />}
        sub={
          row.source !== '' || (row.level === 'target' && tasks === 0) ? (
            <>
              {row.source !== '' && <PlainText text={row.source} />}
              {row.source === '' && t('guide.noTasks')}
            </>
          ) : undefined
        }
        end={
          mayAdd &&
          row.level !== 'task' && (
            <ActionButton
              kind="quiet"
              icon={IconPlus}
              onClick={() => go('new', isObjective ? { objective: row.id } : { target: row.id })}
            >
              {isObjective ? t('guide.addTarget') : t('guide.addTask')}
              <span className="wp-unseen"> {row.number}</span>
            </ActionButton>
          )
        }
        onOpen={!isObjective && may('edit', 'guide-item', exercise.scope) ? () => go(row.id) : undefined}
      />
    </div>
  );
}
