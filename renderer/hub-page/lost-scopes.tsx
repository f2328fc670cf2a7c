import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';
import type { Formatters } from '../i18n/format.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './device-pane.module.css';
import './words.ts';

interface LostScopesProps {
  readonly device: CoordinatedDevice;
  readonly now: number;
  nameOf(scope: string): string;
}

/** The scopes that a device lost, and for each whether it has confirmed that it removed it; nothing when it lost none. */
export function LostScopes({ device, now, nameOf }: LostScopesProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  if (device.lost.length === 0) return null;
  return (
    <section aria-labelledby="lost-scopes">
      <h3 id="lost-scopes" className={css.label}>
        {t('lost.title')}
      </h3>
      <ul className={css.lost}>
        {device.lost.map((loss) => (
          <li key={loss.scope}>
            <bdi>{nameOf(loss.scope)}</bdi>
            <p>{lossText(t, loss, { device, now, format })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lossText(
  t: TFunction<'coordinator'>,
  { removed }: CoordinatedDevice['lost'][number],
  { device, now, format }: Pick<LostScopesProps, 'device' | 'now'> & { readonly format: Formatters },
): string {
  if (removed !== null) return t('lost.removed', { date: format.date(removed.at) });
  if (device.revokedAt !== null) return t('lost.refused');
  return t('lost.open', { when: format.relative(device.lastContact ?? device.enrolledAt, now) });
}
