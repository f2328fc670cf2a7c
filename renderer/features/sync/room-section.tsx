import { IconAccessPoint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { partyWords } from '../../../shared/protocol/party-words.ts';
import { useIdentity, useRoomRunner } from '../../data/engine-context.tsx';
import { neighboursQuery, partiesQuery, unconfirmedQuery } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Banner } from '../../ui/banner.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { CodeSquare } from '../../ui/code-square.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { PartyCard } from './party-card.tsx';
import css from './room-section.module.css';
import { RoomTable } from './room-table.tsx';
import { WaitingGroups } from './waiting-list.tsx';

/** Exchanging with laptops in the same room: the switch, how they find each other, who was met, what the hub has yet to confirm. */
export function RoomSection({ now }: { readonly now: number }) {
  const { t } = useTranslation('sync');
  const runner = useRoomRunner();
  const room = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  const { data: neighbours = [] } = useQuery(neighboursQuery());
  const { data: parties = [] } = useQuery(partiesQuery());
  return (
    <section aria-labelledby="sync-room" className={css.room}>
      <SectionHead id="sync-room" icon={IconAccessPoint} title={t('room.title')} />
      <RoomSwitch />
      {room.isOn && <Addresses addresses={room.addresses} />}
      {room.isOn && <OwnWords />}
      {room.isOn &&
        parties.flatMap((party) => (party.kind === 'laptop' ? <PartyCard key={party.party} party={party} /> : []))}
      {(room.isOn || neighbours.length > 0) && <RoomTable calls={room.calls} neighbours={neighbours} now={now} />}
      <Unconfirmed now={now} />
    </section>
  );
}

function RoomSwitch() {
  const { t } = useTranslation('sync');
  const runner = useRoomRunner();
  const { isOn } = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  const announce = useAnnounce();
  const words = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  const turn = async (wanted: boolean) => {
    if (!wanted) await runner.turnOff();
    const opened = wanted ? await runner.turnOn() : null;
    const failed = opened?.ok === false ? words(opened.failure) : null;
    setProblem(failed);
    announce(failed ?? t(wanted ? 'room.on' : 'room.off'));
  };
  return (
    <>
      <label className={css.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          aria-describedby="sync-room-hint"
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
        {t('room.switch')}
      </label>
      <p id="sync-room-hint" className={css.hint}>
        {t('room.hint')}
      </p>
      {problem !== null && <Banner tone="bad" title={problem} />}
    </>
  );
}

/** Where this laptop is, for others to type or photograph, and a field for where another one is. */
function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  const { t } = useTranslation('sync');
  const runner = useRoomRunner();
  const words = useFailureText();
  const announce = useAnnounce();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string>();
  const [first] = addresses;
  const call = async () => {
    const met = await runner.call(address.trim());
    setProblem(met.ok ? undefined : words(met.failure));
    if (met.ok) setAddress('');
    announce(met.ok ? t('room.met') : words(met.failure));
  };
  return (
    <div className={css.addresses}>
      <div className={css.own}>
        <p className={css.label}>{t('room.address')}</p>
        {first === undefined && <p className={css.hint}>{t('room.noAddress')}</p>}
        {addresses.map((one) => (
          <p key={one} className={css.address} dir="ltr" translate="no">
            {one}
          </p>
        ))}
      </div>
      {first !== undefined && <CodeSquare text={first} label={t('room.square', { address: first })} />}
      <form
        className={css.other}
        onSubmit={(event) => {
          event.preventDefault();
          void call();
        }}
      >
        <FormField
          label={t('room.other')}
          hint={t('room.otherHint')}
          problem={problem}
          value={address}
          maxLength={100}
          onChange={setAddress}
        />
        <ActionButton type="submit" size="medium">
          {t('room.call')}
        </ActionButton>
      </form>
    </div>
  );
}

/** What the other screen shows of this laptop when it is met for the first time ([FC4]). */
function OwnWords() {
  const { t } = useTranslation('sync');
  const { publicKey } = useIdentity();
  const words = useMemo(() => partyWords(publicKey), [publicKey]);
  return (
    <div>
      <p className={css.label}>{t('party.own')}</p>
      <CheckWords words={words} label={t('party.own')} />
    </div>
  );
}

/** As many are read and grouped; the count says how many there are. */
const readLimit = 2_000;

function Unconfirmed({ now }: { readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { data } = useQuery(unconfirmedQuery(readLimit));
  if (data === undefined || data.count === 0) return null;
  return (
    <>
      <h3 className={css.subtitle}>
        {t('room.unconfirmed')} <span className="wp-num">{format.number(data.count)}</span>
      </h3>
      <WaitingGroups operations={data.operations} now={now} />
      <p className={css.hint}>{t('room.unconfirmedFoot')}</p>
    </>
  );
}
