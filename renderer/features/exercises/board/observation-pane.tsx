import { IconCamera, IconEyeEdit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Photo, usePickPhotos } from '../../../data/attachments/use-photos.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { useLetterKey } from '../../../ui/use-letter-key.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import { ObjectivesSeen } from './objectives-seen.tsx';
import { ObservationComposer } from './observation-composer.tsx';
import { ObservationList } from './observation-list.tsx';
import type { ConductActions } from './use-conduct.ts';

interface ObservationPaneProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  readonly mayWrite: boolean;
}

/** What was seen, the newest first, by objective; a new one is two actions, with or without a photo. */
export function ObservationPane({ open, actions, mayWrite }: ObservationPaneProps) {
  const { t } = useTranslation('exercises');
  const pick = usePickPhotos();
  // Null while nobody writes one; else the photos that go with it.
  const [photos, setPhotos] = useState<readonly Photo[] | null>(null);
  const { conduct, part } = open;
  const mayAdd = mayWrite && conduct.started !== null;
  const withPhoto = async () => {
    const usable = await pick();
    if (usable.length > 0) setPhotos([...(photos ?? []), ...usable]);
  };
  useLetterKey('KeyO', () => mayAdd && photos === null && setPhotos([]));
  if (!part.seesAll) return null;
  return (
    <aside className={css.pane} aria-label={t('observation.title')}>
      <SectionHead title={t('observation.title')} count={conduct.observations.length}>
        {mayAdd && photos === null && (
          <ActionButton icon={IconEyeEdit} keys="O" onClick={() => setPhotos([])}>
            {t('observation.new')}
          </ActionButton>
        )}
      </SectionHead>
      {photos !== null && (
        <ObservationComposer
          open={open}
          actions={actions}
          photos={photos}
          onPhoto={withPhoto}
          onClose={() => setPhotos(null)}
        />
      )}
      <ObservationList open={open} />
      <ObjectivesSeen open={open} />
      {mayAdd && photos === null && (
        <ActionButton size="field" icon={IconCamera} onClick={() => void withPhoto()}>
          {t('observation.withPhoto')}
        </ActionButton>
      )}
    </aside>
  );
}
