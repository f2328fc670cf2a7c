import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Objective } from '../../../shared/domain/conduct/objective.ts';
import type { Exercise } from '../../../shared/domain/exercise.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import { CompetencyName } from '../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../data/competencies/use-competencies.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Blade } from '../../ui/blade.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './exercises.module.css';
import type { OpenExercise } from './use-open-exercise.ts';

/** What an exercise is to show, each with the competencies and playbooks that it tests. */
export function Objectives({ open: { exercise, objectives } }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { may } = useProfile();
  const navigate = useNavigate();
  const mayAdd = may('create', 'objective', exercise.scope);
  const hasLines = Object.values(exercise.objectives).some((text) => text !== '' && text !== undefined);
  if (objectives.length === 0 && !hasLines && !mayAdd) return null;
  return (
    <section>
      <SectionHead title={t('form.objectives')} count={objectives.length > 0 ? objectives.length : undefined}>
        {mayAdd && (
          <ActionButton
            icon={IconPlus}
            onClick={() => void navigate({ to: `/exercises/${exercise.id}/objectives/new` as never })}
          >
            {t('objective.add')}
          </ActionButton>
        )}
      </SectionHead>
      {hasLines && <Lines exercise={exercise} />}
      {objectives.length > 0 && (
        <Panel>
          {objectives.map((objective, place) => (
            <ObjectiveRow key={objective.id} objective={objective} place={place + 1} />
          ))}
        </Panel>
      )}
      {objectives.length === 0 && !hasLines && <p className={css.quiet}>{t('objective.none')}</p>}
    </section>
  );
}

function ObjectiveRow({ objective, place }: { readonly objective: Objective; readonly place: number }) {
  const { t } = useTranslation('exercises');
  const { language, format } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const { optionOf } = usePlaybookOptions();
  const text = pickText(objective.text, language, objective.language);
  const nameOf = useCompetencyNames();
  const competencies = objective.competencies ?? [];
  const playbooks = (objective.playbooks ?? []).map((id) => optionOf(id)?.reference ?? t('exercise.playbookGone'));
  const edit = () => void navigate({ to: `/exercises/${objective.exercise}/objectives/${objective.id}` as never });
  return (
    <ListRow
      lead={<Blade>{format.number(place)}</Blade>}
      title={text === null ? t('objective.wordless') : <PlainText text={text.text} lang={text.lang} />}
      sub={
        competencies.length + playbooks.length > 0 && (
          <RowFacts>
            {competencies.map((each) => (
              <CompetencyName key={each} words={each} name={nameOf(each)} />
            ))}
            {playbooks.map((each) => (
              <bdi key={each} translate="no">
                {each}
              </bdi>
            ))}
          </RowFacts>
        )
      }
      onOpen={may('edit', 'objective', objective.scope) ? edit : undefined}
    />
  );
}

/** Objectives of an exercise from before they were records of their own. */
function Lines({ exercise }: { readonly exercise: Exercise }) {
  const { language, format } = useLocale();
  const objectives = pickText(exercise.objectives, language, exercise.language);
  if (objectives === null) return null;
  return (
    <ol className={css.objectives} {...contentLanguage(objectives.lang)}>
      {linesOf(objectives.text).map((objective, place) => (
        <li key={objective}>
          <Blade>{format.number(place + 1)}</Blade>
          <PlainText text={objective} lang={objectives.lang} />
        </li>
      ))}
    </ol>
  );
}
