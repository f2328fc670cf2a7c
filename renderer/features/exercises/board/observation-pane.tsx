import { IconCamera, IconEyeEdit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentLimit } from '../../../../shared/domain/attachment.ts';
import { useDesktop } from '../../../data/engine-context.tsx';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { useLetterKey } from '../../../ui/use-letter-key.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './board.module.css';
import { ObjectivesSeen } from './objectives-seen.tsx';
import { ObservationComposer } from './observation-composer.tsx';
import { ObservationList } from './observation-list.tsx';
import type { ConductActions, Photo } from './use-conduct.ts';

interface ObservationPaneProps {
  readonly open: OpenExercise;
  readonly actions: ConductActions;
  readonly mayWrite: boolean;
}

/** Pictures that cameras and telephones make. */
const pictures = ['jpg', 'jpeg', 'png', 'webp', 'heic'];

/** What was seen, the newest first, by objective; a new one is two actions, with or without a photo. */
export function ObservationPane({ open, actions, mayWrite }: ObservationPaneProps) {
  const { t } = useTranslation('exercises');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const words = useFailureText();
  // Null while nobody writes one; else the photos that go with it.
  const [photos, setPhotos] = useState<readonly Photo[] | null>(null);
  const { conduct, part } = open;
  const mayAdd = mayWrite && conduct.started !== null;
  const withPhoto = async () => {
    const picked = await desktop.call('files:pick', { kind: 'files', extensions: pictures, largest: attachmentLimit });
    if (!picked.ok) return announce(words(picked.failure));
    const { files } = picked.value;
    // Files over the limit come empty.
    if (files.some(({ bytes }) => bytes.length === 0)) announce(t('observation.tooLarge'));
    const usable = files.filter(({ bytes }) => bytes.length > 0);
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
