import { ActionIcon, Checkbox, Modal } from '@mantine/core';
import { IconDeviceLaptop, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/coordinator/contract.ts';
import { holdsWhatItLost } from '../../shared/coordinator/device-health.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { iconStroke } from '../ui/icon.ts';
import css from './device-pane.module.css';
import { causeText, headlineOf, remedyText } from './device-words.ts';
import { FailureBanner } from './failure-banner.tsx';
import type { JudgedDevice } from './health-screen.tsx';
import { callHub } from './hub-api.ts';
import { LostScopes } from './lost-scopes.tsx';
import { networkKey } from './queries.ts';
import { usePlace } from './use-place.ts';

interface DevicePaneProps extends JudgedDevice {
  readonly me: Me;
  readonly now: number;
  onClose(): void;
}

/** One device: what is the matter, why, what to do, and where it stands in each scope. */
export function DevicePane({ device, health, me, now, onClose }: DevicePaneProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const [, go] = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opened it by keyboard reads on from here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when another device is opened
  useEffect(() => heading.current?.focus(), [device.id]);
  const nameOf = (scope: string) => me.scopes.find(({ id }) => id === scope)?.name ?? scope;
  return (
    <div className={css.pane}>
      <div className={css.top}>
        <IconDeviceLaptop size={18} stroke={iconStroke} aria-hidden="true" />
        <bdi>{device.name}</bdi>
        <ActionIcon aria-label={t('pane.close')} className={css.close} onClick={onClose}>
          <IconX size={17} stroke={iconStroke} aria-hidden="true" />
        </ActionIcon>
      </div>
      <h2 ref={heading} tabIndex={-1} className={css.headline}>
        {headlineOf(t, health)}
      </h2>
      {health.causes.length > 0 && (
        <>
          <h3 className={css.label}>{t('pane.why')}</h3>
          {health.causes.map((cause) => (
            <p key={cause.kind}>{causeText(t, cause, format)}</p>
          ))}
          <h3 className={css.label}>{t('pane.what')}</h3>
          <ol className={css.remedies}>
            {health.remedies.map((remedy) => (
              <li key={remedy}>{remedyText(t, remedy)}</li>
            ))}
          </ol>
        </>
      )}
      <div className={css.acts}>
        {device.held > 0 && (
          <ActionButton kind="primary" onClick={() => go('held')}>
            {t('pane.decide')}
          </ActionButton>
        )}
        {health.remedies.includes('enrol-again') && (
          <ActionButton onClick={() => go('enrol')}>{t('rail.enrol')}</ActionButton>
        )}
        {device.revokedAt === null && <Revoke key={device.id} device={device} />}
      </div>
      <ReadScopes device={device} nameOf={nameOf} />
      <LostScopes device={device} now={now} nameOf={nameOf} />
      <h3 className={css.label}>{t('pane.people')}</h3>
      <p>
        <bdi>{format.list(device.persons.map(({ name }) => name))}</bdi>
      </p>
      <p className={css.quiet}>{t('pane.enrolled', { when: format.relative(device.enrolledAt, now) })}</p>
      <Ends device={device} now={now} />
    </div>
  );
}

/** By when it wants a word from the hub, and until when other laptops take its own; nothing for one without a certificate that counts. */
function Ends({ device: { leaseEndsAt, certificateEndsAt }, now }: Pick<DevicePaneProps, 'device' | 'now'>) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  if (leaseEndsAt === null || certificateEndsAt === null) return null;
  const lease = { date: format.date(leaseEndsAt) };
  const certificate = { date: format.date(certificateEndsAt) };
  return (
    <>
      <h3 className={css.label}>{t('pane.ends')}</h3>
      <p>{now < leaseEndsAt ? t('pane.leaseEnds', lease) : t('pane.leaseOver', lease)}</p>
      <p>{now < certificateEndsAt ? t('pane.certificateEnds', certificate) : t('pane.certificateOver', certificate)}</p>
    </>
  );
}

/** How far it has read in each scope; nothing when it may read none of this coordinator's. */
function ReadScopes({ device, nameOf }: Pick<JudgedDevice, 'device'> & { nameOf(scope: string): string }) {
  const { t } = useTranslation('coordinator');
  if (device.scopes.length === 0) return null;
  return (
    <>
      <h3 className={css.label}>{t('pane.scopes')}</h3>
      <ul className={css.scopes}>
        {device.scopes.map(({ scope, behind }) => (
          <li key={scope}>
            <bdi>{nameOf(scope)}</bdi>
            <span>{behind === 0 ? t('health.level') : t('health.operations', { count: behind })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Revoke({ device }: Pick<JudgedDevice, 'device'>) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [wipes, setWipes] = useState(false);
  // What was chosen for one laptop, or thought better of, is chosen for no other time.
  const close = () => {
    setAsking(false);
    setWipes(false);
  };
  const revoke = useMutation({
    mutationFn: () => callHub('/devices/revoke', { device: device.id, ...(wipes ? { wipe: true } : {}) }),
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: networkKey });
    },
  });
  return (
    <>
      <ActionButton kind="danger" onClick={() => setAsking(true)}>
        {t('revoke.act')}
      </ActionButton>
      <Modal
        opened={asking}
        onClose={close}
        title={t('revoke.title', { name: device.name })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={css.dialog}>
          <p>{t('revoke.what')}</p>
          <p>{t('revoke.kept')}</p>
          <Checkbox
            label={t('revoke.wipe')}
            description={t('revoke.wipeWhat')}
            classNames={{ description: css.quiet ?? '' }}
            checked={wipes}
            onChange={(event) => setWipes(event.currentTarget.checked)}
          />
          {holdsWhatItLost(device) && <Banner tone="due">{t('revoke.stays')}</Banner>}
          <FailureBanner error={revoke.error} />
          <div className={css.acts}>
            <ActionButton kind="danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('revoke.confirm')}
            </ActionButton>
            <ActionButton kind="quiet" onClick={close}>
              {t('cancel')}
            </ActionButton>
          </div>
        </div>
      </Modal>
    </>
  );
}
