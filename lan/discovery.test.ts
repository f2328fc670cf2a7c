import { hostname } from 'node:os';
import Bonjour from 'bonjour-service';
import { expect, test } from 'vitest';
import { addressOf, announcement } from './discovery.ts';

test('[RM9] a word and a port are announced, and neither the name of the machine nor of anybody', () => {
  const service = new Bonjour.Service(
    announcement(41_234, 'f00dfeed'),
    () => {},
    () => {},
  );
  const records = service.records();
  const said = JSON.stringify(records.filter(({ type }) => type !== 'A' && type !== 'AAAA'));
  expect(said).not.toContain(hostname());
  expect(new Set(records.map(({ name }) => name))).toEqual(
    new Set(['_waypost._tcp.local', '_services._dns-sd._udp.local', 'f00dfeed._waypost._tcp.local', ...hosts(records)]),
  );
  expect(hosts(records).every((name) => name === 'f00dfeed.local')).toBe(true);
});

const hosts = (records: readonly { readonly type: string; readonly name: string }[]) =>
  records.flatMap(({ type, name }) => (type === 'A' || type === 'AAAA' ? [name] : []));

test('a laptop is where it was heard from, whatever it says of itself', () => {
  const referer = { address: '192.0.2.7', family: 'IPv4', port: 5_353, size: 100 } as const;
  expect(addressOf({ referer, port: 41_234 })).toBe('192.0.2.7:41234');
  expect(addressOf({ referer: { ...referer, address: 'fe80::1' }, port: 9 })).toBe('[fe80::1]:9');
  expect(addressOf({ referer, port: 99_999 })).toBeNull();
  expect(addressOf({ port: 9 })).toBeNull();
});
