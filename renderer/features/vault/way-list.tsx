import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useVault } from '../../data/data-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { RemovableWay } from './remove-form.tsx';
import css from './vault.module.css';

/** What can be done with a way in; the name of a way that can be removed stands for removing it. */
export type WayAct = 'passphrase' | 'paper' | 'shares' | 'quick' | RemovableWay;

export function WayList({ onAct }: { onAct(act: WayAct): void }) {
  const { t } = useTranslation('vault');
  const ways = useVault()?.ways ?? [];
  const has = (way: (typeof ways)[number]) => ways.includes(way);
  const act = (what: WayAct, label: string) => <ActionButton onClick={() => onAct(what)}>{label}</ActionButton>;
  const remove = (what: RemovableWay) => (
    <ActionButton kind="quiet" aria-label={t(`remove.title.${what}`)} onClick={() => onAct(what)}>
      {t('remove.act')}
    </ActionButton>
  );
  return (
    <Panel>
      <ul className={css.ways}>
        <Way name={t('unlock.passphrase')} told={t('ways.passphrase')} acts={act('passphrase', t('change.title'))} />
        <Way
          name={t('unlock.recovery')}
          told={has('recovery') ? t('ways.recovery') : t('ways.noRecovery')}
          acts={
            <>
              {act('paper', t('paper.title'))}
              {has('recovery') && has('custodians') && remove('recovery')}
            </>
          }
        />
        <Way
          name={t('unlock.custodians')}
          told={<CustodiansTold />}
          acts={
            <>
              {act('shares', has('custodians') ? t('custodians.renew') : t('custodians.start'))}
              {has('custodians') && has('recovery') && remove('custodians')}
            </>
          }
        />
        <QuickWay onAct={onAct} />
        {has('newer') && <Way name={t('ways.newerName')} told={t('ways.newer')} acts={null} />}
      </ul>
    </Panel>
  );
}

interface WayProps {
  readonly name: string;
  readonly told: ReactNode;
  readonly acts: ReactNode;
}

function Way({ name, told, acts }: WayProps) {
  return (
    <li className={css.way}>
      <div className={css.told}>
        <b>{name}</b>
        <span>{told}</span>
      </div>
      <div className={css.acts}>{acts}</div>
    </li>
  );
}

function CustodiansTold() {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const vault = useVault();
  if (!vault?.ways.includes('custodians')) return t('ways.noCustodians');
  return vault.custodians.length === 0
    ? t('ways.custodiansUnnamed')
    : t('ways.custodians', { names: format.list(vault.custodians) });
}

function QuickWay({ onAct }: { onAct(act: WayAct): void }) {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const vault = useVault();
  const quick = vault?.quick ?? 'impossible';
  const date = format.date(vault?.quickUntil ?? 0);
  return (
    <Way
      name={t('quick.name')}
      told={t(`quick.told.${quick}`, { date })}
      acts={
        <>
          {quick !== 'impossible' && quick !== 'unreadable' && (
            <ActionButton onClick={() => onAct('quick')}>
              {quick === 'off' ? t('quick.act') : t('quick.renew')}
            </ActionButton>
          )}
          {vault?.ways.includes('keychain') && (
            <ActionButton kind="quiet" onClick={() => onAct('keychain')}>
              {t('remove.title.keychain')}
            </ActionButton>
          )}
        </>
      }
    />
  );
}
