import { IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partyWords } from '../../../shared/protocol/party-words.ts';
import type { AgreedParty } from '../../../shared/sync/party-api.ts';
import { useEngine, useSyncRunner } from '../../data/engine-context.tsx';
import { agreedPartiesQuery } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { SectionHead } from '../../ui/section-head.tsx';

/** Whom content goes to because somebody here said yes: since when, and the way to take it back ([FC5]). Nothing where nobody was asked. */
export function AgreedParties() {
  const { t } = useTranslation('sync');
  const { data: agreed = [] } = useQuery(agreedPartiesQuery());
  const { problem, takeBack } = useTakingBack();
  if (agreed.length === 0) return null;
  return (
    <section aria-labelledby="sync-agreed">
      <SectionHead id="sync-agreed" icon={IconUserCheck} title={t('party.agreed')} count={agreed.length} />
      <Problem text={problem} />
      <Panel>
        {agreed.map((one) => (
          <Agreed key={one.party} party={one} onTakeBack={() => void takeBack(one)} />
        ))}
      </Panel>
    </section>
  );
}

interface AgreedProps {
  readonly party: AgreedParty;
  readonly onTakeBack: () => void;
}

function Agreed({ party: { kind, key, name, at }, onTakeBack }: AgreedProps) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const words = kind === 'laptop' ? partyWords(key).join(' ') : '';
  const title = kind === 'hub' ? t('party.hubNamed', { network: name }) : t('party.laptopNamed', { words });
  return (
    <ListRow
      title={title}
      sub={at === null ? t('party.metBefore') : t('party.yesSince', { date: format.dateTime(at) })}
      end={
        <ActionButton aria-label={t('party.takeBackNamed', { name: title })} onClick={onTakeBack}>
          {t('party.takeBack')}
        </ActionButton>
      }
    />
  );
}

function useTakingBack() {
  const { t } = useTranslation('sync');
  const engine = useEngine();
  const sync = useSyncRunner();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    async takeBack({ kind, party }: AgreedParty) {
      const kept = await engine.answerParty(party, false);
      setProblem(kept.ok ? null : failureText(kept.failure));
      if (!kept.ok) return;
      announce(t('party.takenBack'));
      // It is refused here, and the mark says from now on what is awaited.
      if (kind === 'hub') sync.again();
    },
  };
}
