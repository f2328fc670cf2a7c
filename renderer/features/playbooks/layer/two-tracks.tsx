import { useTranslation } from 'react-i18next';
import css from './layer.module.css';

interface TwoTracksProps {
  readonly centre: string;
  readonly from: string;
  readonly to: string;
  /** Decisions are open: the layer has not come to the new core yet. */
  readonly isOpen: boolean;
}

/** The core runs on, the layer follows it, dashed where decisions are open. The words beside it say the same. */
export function TwoTracks({ centre, from, to, isOpen }: TwoTracksProps) {
  const { t } = useTranslation('playbooks');
  return (
    <div className={css.tracks}>
      <svg className="wp-mirror" width="360" height="52" viewBox="0 0 360 52" aria-hidden="true" focusable="false">
        <path d="M2 14H352" className={css.coreTrack} />
        <path d="M86 14q12 0 12 14t12 14H262" className={css.layerTrack} />
        <path
          d="M262 42H326q12 0 12-12V20"
          className={css.layerTrack}
          {...(isOpen ? { strokeDasharray: '5 6' } : {})}
        />
        <circle cx="86" cy="14" r="5.5" className={css.fromPost} />
        <circle cx="352" cy="14" r="6" className={css.toPost} />
        <circle cx="262" cy="42" r="5" className={css.layerPost} />
      </svg>
      <dl>
        <div>
          <dt>{t('layer.tracks.core')}</dt>
          <dd>{t('layer.tracks.fromTo', { from, to })}</dd>
        </div>
        <div className={css.layerWords}>
          <dt>
            <bdi>{centre}</bdi>
          </dt>
          <dd>{isOpen ? t('layer.tracks.open', { core: from }) : t('layer.tracks.follows')}</dd>
        </div>
      </dl>
    </div>
  );
}
