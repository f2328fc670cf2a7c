import { IconUserQuestion } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { partyWords } from '../../../shared/protocol/party-words.ts';
import type { LeavingRow, Party, WithheldRow } from '../../../shared/sync/party-api.ts';
import { useEngine, useIdentity, useRoomRunner, useSyncRunner } from '../../data/engine-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { typeLabel } from '../../i18n/field-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { CountTable } from '../../ui/count-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import css from './party-card.module.css';

/** Somebody whom content would go to for the first time: who, what goes, what stays and why, and the answer ([FC4]). */
export function PartyCard({ party }: { readonly party: Party }) {
  const { t } = useTranslation('sync');
  const { party: id, kind, key, name, isDeclined } = party;
  const words = useMemo(() => (key === '' ? [] : partyWords(key)), [key]);
  const named = isDeclined ? t('party.hubNamed', { network: name }) : t('party.hub', { network: name });
  const title = kind === 'hub' ? named : t('party.laptop');
  return (
    <section aria-labelledby={`party-${id}`}>
      <SectionHead id={`party-${id}`} icon={IconUserQuestion} title={title} />
      <Panel>
        <div className={css.card}>
          <p>{isDeclined ? t('party.declined') : t('party.lead')}</p>
          {kind === 'laptop' && <Who people={party.people} />}
          {words.length > 0 && (
            <>
              <p className={css.label}>{t('party.words')}</p>
              <CheckWords words={words} label={t('party.words')} />
              <p className={css.hint}>{t(kind === 'hub' ? 'party.compareHub' : 'party.compare')}</p>
            </>
          )}
          <Scopes party={party} />
          <Goes party={party} />
          <Answer party={party} />
        </div>
      </Panel>
    </section>
  );
}

function Who({ people }: Pick<Party, 'people'>) {
  const { t } = useTranslation('sync');
  if (people.length === 0) return <p>{t('party.unnamed')}</p>;
  return (
    <p>
      {people.map(({ name, centre }) => (
        <span key={`${name} ${centre}`} className={css.who}>
          <bdi>
            <b>{name}</b>
          </bdi>{' '}
          <bdi className={css.centre}>{centre}</bdi>
        </span>
      ))}
    </p>
  );
}

function Scopes({ party: { kind, scopes } }: { readonly party: Party }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { scopes: known } = useIdentity();
  const names = new Map(known.map(({ id, name }: ScopeInfo) => [id, name]));
  if (scopes.length === 0) return <p>{t('party.noScopes')}</p>;
  const list = format.list(scopes.map((scope) => names.get(scope) ?? scope.slice(0, 8)));
  return <p>{t(kind === 'hub' ? 'party.scopesHub' : 'party.scopes', { list })}</p>;
}

/** What goes and what stays, by type and mark. */
function Goes({ party: { leaving, withheld, scopes } }: { readonly party: Party }) {
  const { t } = useTranslation('sync');
  return (
    <>
      {leaving.length === 0 && <p>{t('party.nothing')}</p>}
      {leaving.length + withheld.length > 0 && (
        <CountTable>
          <thead>
            <tr>
              <th scope="col">{t('party.what')}</th>
              <th scope="col">{t('party.mark')}</th>
              <th scope="col" data-number>
                {t('party.records')}
              </th>
              <th scope="col">{t('party.fate')}</th>
            </tr>
          </thead>
          <tbody>
            {leaving.map((row) => (
              <Row key={`${row.type} ${row.mark}`} row={row} fate={t('party.goes')} />
            ))}
            {withheld.map((row) => (
              <Row key={`${row.type} ${row.mark} ${row.reason}`} row={row} fate={staysBecause(row)} />
            ))}
          </tbody>
        </CountTable>
      )}
      {scopes.length > 0 && <p className={css.hint}>{t('party.later')}</p>}
    </>
  );

  function staysBecause({ reason }: WithheldRow): string {
    return reason === 'scope' ? t('party.staysScope') : t('party.staysHub');
  }
}

function Row({ row: { type, mark, records }, fate }: { readonly row: LeavingRow; readonly fate: string }) {
  const { t } = useTranslation(['sync', 'records']);
  const { format } = useLocale();
  const { t: record } = useTranslation('records');
  return (
    <tr>
      <th scope="row">{typeLabel(record, type)}</th>
      <td>{mark === 'none' ? t('sync:party.unmarked') : <TlpChip level={mark} />}</td>
      <td data-number>{format.number(records)}</td>
      <td>{fate}</td>
    </tr>
  );
}

function Answer({ party: { party, kind, isDeclined } }: { readonly party: Party }) {
  const { t } = useTranslation('sync');
  const engine = useEngine();
  const [sync, room] = [useSyncRunner(), useRoomRunner()];
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (agreed: boolean) => {
    const kept = await engine.answerParty(party, agreed);
    setProblem(kept.ok ? null : failureText(kept.failure));
    if (!kept.ok) return;
    announce(t(agreed ? 'party.saidYes' : 'party.declined'));
    if (agreed && kind === 'hub') sync.again();
    if (agreed && kind === 'laptop') room.again();
  };
  return (
    <>
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" onClick={() => void answer(true)}>
          {t(kind === 'hub' ? 'party.yesHub' : 'party.yes')}
        </ActionButton>
        {!isDeclined && (
          <ActionButton size="medium" onClick={() => void answer(false)}>
            {t('party.no')}
          </ActionButton>
        )}
      </div>
    </>
  );
}
