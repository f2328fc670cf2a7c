import { useQuery } from '@tanstack/react-query';
import { partiesQuery } from '../../data/record-queries.ts';
import { PartyCard } from './party-card.tsx';

/** The hub that nobody here has said yes to yet; nothing once somebody has. */
export function HubParty() {
  const { data: parties = [] } = useQuery(partiesQuery());
  const hub = parties.find(({ kind }) => kind === 'hub');
  return hub === undefined ? null : <PartyCard party={hub} />;
}
