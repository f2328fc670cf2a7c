/** What the page shows, asked again every half minute while somebody looks, and after each act. */
import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Codes, HeldList, LogGlance, Me, Overview, People } from '../../shared/coordinator/contract.ts';
import type { Links } from '../../shared/coordinator/links-contract.ts';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import type { MyPasskeys, WaysIn } from '../../shared/coordinator/passkey-contract.ts';
import type { MySessions } from '../../shared/coordinator/sessions-contract.ts';
import { callHub, failureOfError } from './hub-api.ts';

const again = 30_000;

export const meQuery = () =>
  queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => callHub<Me>('/me', undefined, signal) });
export const waysInQuery = () =>
  queryOptions({ queryKey: ['ways-in'], queryFn: ({ signal }) => callHub<WaysIn>('/ways-in', undefined, signal) });
export const passkeysKey = ['passkeys'];
export const passkeysQuery = () =>
  queryOptions({
    queryKey: passkeysKey,
    queryFn: ({ signal }) => callHub<MyPasskeys>('/passkeys', undefined, signal),
  });
export const sessionsKey = ['sessions'];
export const sessionsQuery = () =>
  queryOptions({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => callHub<MySessions>('/sessions', undefined, signal),
  });
export const linksQuery = () =>
  queryOptions({
    queryKey: ['network', 'links'],
    queryFn: ({ signal }) => callHub<Links>('/links', undefined, signal),
    refetchInterval: again,
  });
export const membersQuery = () =>
  queryOptions({
    queryKey: ['network', 'members'],
    queryFn: ({ signal }) => callHub<Members>('/members', undefined, signal),
    refetchInterval: again,
  });
export const overviewQuery = () =>
  queryOptions({
    queryKey: ['network', 'overview'],
    queryFn: ({ signal }) => callHub<Overview>('/overview', undefined, signal),
    refetchInterval: again,
  });
export const heldQuery = () =>
  queryOptions({
    queryKey: ['network', 'held'],
    queryFn: ({ signal }) => callHub<HeldList>('/held', undefined, signal),
    refetchInterval: again,
  });
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['network', 'people'],
    queryFn: ({ signal }) => callHub<People>('/people', undefined, signal),
  });
export const codesQuery = () =>
  queryOptions({
    queryKey: ['network', 'codes'],
    queryFn: ({ signal }) => callHub<Codes>('/codes', undefined, signal),
    refetchInterval: again,
  });

export const logQuery = () =>
  queryOptions({
    queryKey: ['network', 'log'],
    queryFn: ({ signal }) => callHub<LogGlance>('/log', undefined, signal),
    refetchInterval: again,
  });

/** What an act of this page changes for others is asked again at once. */
export const networkKey = ['network'];

/** A session that ended while the page was open shows at the next question, whichever it is. */
export function createHubClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => failureOfError(error).kind === 'unreachable' && count < 1 },
    },
  });
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] === 'me' || query.state.status !== 'error') return;
    if (failureOfError(query.state.error).kind === 'signed-out') void client.invalidateQueries({ queryKey: ['me'] });
  });
  return client;
}
