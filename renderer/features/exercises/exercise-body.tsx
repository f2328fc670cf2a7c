import { IconBook2, IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exercise } from '../../../shared/domain/exercise.ts';
import { pickListed, pickText } from '../../../shared/domain/localised.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { PageBody, Prose, TagList } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { EventList } from './event-list/event-list.tsx';
import css from './exercises.module.css';
import { GuideSection } from './guide/guide-section.tsx';
import { Objectives } from './objectives.tsx';
import { People } from './people.tsx';
import { useOpenExercise } from './use-open-exercise.ts';

/** Objectives, evaluation guide, people, event list, scope, scenario, playbooks and reviews of an exercise. */
export function ExerciseBody({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const open = useOpenExercise(exercise.id);
  const extent = pickText(exercise.extent, language, exercise.language);
  const scenario = pickText(exercise.scenario, language, exercise.language);
  const organisations = exercise.organisations ?? [];
  return (
    <PageBody>
      {open && <Objectives open={open} />}
      {open && <GuideSection open={open} />}
      {extent && (
        <section>
          <SectionHead title={t('form.extent')} />
          <Prose text={extent.text} lang={extent.lang} />
        </section>
      )}
      {scenario && (open?.part.seesAll ?? false) && (
        <section>
          <SectionHead title={t('form.scenario')} />
          <Prose text={scenario.text} lang={scenario.lang} />
        </section>
      )}
      {open && <EventList open={open} />}
      <People exercise={exercise} />
      <Playbooks ids={exercise.playbooks ?? []} />
      {organisations.length > 0 && (
        <section>
          <SectionHead title={t('form.organisations')} count={organisations.length} />
          <TagList items={organisations} />
        </section>
      )}
      <Reviews exercise={exercise} />
    </PageBody>
  );
}

function Playbooks({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('exercises');
  const navigate = useNavigate();
  const { optionOf } = usePlaybookOptions();
  if (ids.length === 0) return null;
  return (
    <section>
      <SectionHead title={t('form.playbooks')} count={ids.length} />
      <Panel>
        {ids.map((id) => {
          const playbook = optionOf(id);
          return (
            <ListRow
              key={id}
              lead={<IconBook2 size={17} stroke={1.7} aria-hidden="true" />}
              reference={playbook?.reference || undefined}
              title={playbook?.title?.text ?? t('exercise.playbookGone')}
              lang={playbook?.title?.lang}
              onOpen={
                playbook === null
                  ? undefined
                  : () => void navigate({ to: '/playbooks/$playbookId', params: { playbookId: id } as never })
              }
            />
          );
        })}
      </Panel>
    </section>
  );
}

function Reviews({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const reviews = useQuery(catalogueQuery({ type: 'review', where: { subject: exercise.id } })).data;
  if (reviews === undefined) return null;
  return (
    <section>
      <SectionHead title={t('exercise.reviews')} count={reviews.length} />
      {reviews.length === 0 && <p className={css.quiet}>{t('exercise.noReviews')}</p>}
      {reviews.length > 0 && (
        <Panel>
          {reviews.map(({ id, values }) => {
            const title = pickListed(values, 'title', language);
            return (
              <ListRow
                key={id}
                lead={<IconClipboardList size={17} stroke={1.7} aria-hidden="true" />}
                reference={typeof values['reference'] === 'string' ? values['reference'] : undefined}
                title={title?.text ?? t('exercise.reviewUntitled')}
                lang={title?.lang}
                onOpen={() => void navigate({ to: '/reviews/$reviewId', params: { reviewId: id } as never })}
              />
            );
          })}
        </Panel>
      )}
    </section>
  );
}
