import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProgressEvent } from '../../../shared/domain/run-progress.ts';
import { useFiles } from '../../data/attachments/use-files.ts';
import { usePictures } from '../../data/attachments/use-pictures.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './run.module.css';

interface RunPhotosProps {
  readonly run: string;
  readonly photos: readonly ProgressEvent[];
}

/** The photos taken at a step, each with what it shows, who took it and when ([RN6]). */
export function RunPhotos({ run, photos }: RunPhotosProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const files = (useFiles(run) ?? []).filter(({ file }) => photos.some((photo) => photo.file === file.id));
  const pictures = usePictures(files);
  if (photos.length === 0) return null;
  return (
    <ul className={css.photos} aria-label={t('run.photos')}>
      {photos.map(({ id, file = '', text = '', at, by }) => (
        <li key={id}>
          <Picture address={pictures.get(file)?.address} name={text === '' ? t('run.photo') : text} />
          {text !== '' && (
            <p>
              <PlainText text={text} />
            </p>
          )}
          <span className={css.noteHead}>
            <bdi>{by}</bdi>
            {at !== undefined && <time>{format.time(at)}</time>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Picture({ address, name }: { readonly address: string | undefined; readonly name: string }) {
  const { t } = useTranslation('playbooks');
  if (address !== undefined) return <img src={address} alt={name} />;
  return (
    <span className={css.noPhoto}>
      <IconPhoto size={26} stroke={iconStroke} aria-hidden="true" />
      {t('run.photoAway')}
    </span>
  );
}
