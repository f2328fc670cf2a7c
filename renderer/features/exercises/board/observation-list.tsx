import { useTranslation } from 'react-i18next';
import type { ConductEvent } from '../../../../shared/domain/conduct/conduct-event.ts';
import { FilesPanel } from '../../../data/attachments/files-panel.tsx';
import { useFiles } from '../../../data/attachments/use-files.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import { useZoneFormat } from './use-zone-format.ts';

/** Observations, the newest first: by whom, when, of which objective, with their photos. */
export function ObservationList({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { observations } = open.conduct;
  if (observations.length === 0) return <p className={css.quiet}>{t('observation.none')}</p>;
  return (
    <ol className={css.observations}>
      {observations.toReversed().map((each) => (
        <Observation key={each.id} open={open} observation={each} />
      ))}
    </ol>
  );
}

interface ObservationProps {
  readonly open: OpenExercise;
  readonly observation: ConductEvent;
}

function Observation({ open, observation }: ObservationProps) {
  const { t } = useTranslation('exercises');
  const format = useZoneFormat(open.exercise);
  const files = useFiles(observation.id) ?? [];
  const { by = '', at = 0, text, language, objective } = observation;
  const place = open.objectives.findIndex(({ id }) => id === objective) + 1;
  return (
    <li className={css.observation}>
      <div className={css.observationHead}>
        <Avatar name={by} size="small" />
        <bdi className={css.who}>{by}</bdi>
        <time>{format.time(at)}</time>
        {place > 0 && (
          <span className={css.atEnd}>
            <Tag>{t('observation.objective', { number: format.number(place) })}</Tag>
          </span>
        )}
      </div>
      {text !== undefined && text !== '' && (
        <p {...contentLanguage(language)}>
          <PlainText text={text} lang={language} />
        </p>
      )}
      {files.length > 0 && <FilesPanel owner={{ id: observation.id, scope: open.exercise.scope }} level={3} />}
    </li>
  );
}
