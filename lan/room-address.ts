/** Where a laptop is in the room: an address of the network that it is on, and a port. */
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface RoomAddress {
  readonly host: string;
  readonly port: number;
}

/** `192.0.2.7:41234` or `[fe80::1]:41234`; null for anything else. Names are not looked up: no question leaves the room. */
export function readRoomAddress(written: string): RoomAddress | null {
  const match = /^\s*(?:\[([0-9a-f:.%a-z]+)\]|([0-9.]+)):(\d{1,5})\s*$/i.exec(written);
  const host = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3]);
  return isIP(host.replace(/%.*$/, '')) !== 0 && port >= 1 && port <= 65_535 ? { host, port } : null;
}

/**
 * Whether an address is of a network that this machine is on: no line leaves the room, whoever asks for it, and nothing is sent to a
 * machine elsewhere ([RM9]).
 */
export function isInRoom({ host }: Pick<RoomAddress, 'host'>, interfaces = networkInterfaces()): boolean {
  const here = new BlockList();
  for (const { address, cidr, family } of Object.values(interfaces).flatMap((one) => one ?? [])) {
    const bits = Number(cidr?.split('/')[1]);
    if (Number.isInteger(bits) && bits > 0) here.addSubnet(address, bits, family === 'IPv4' ? 'ipv4' : 'ipv6');
  }
  const plain = host.replace(/%.*$/, '');
  return here.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
}

export function writeRoomAddress({ host, port }: RoomAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The addresses by which others may reach this machine: of its networks, or of itself alone where it is on none. */
export function ownAddresses(port: number): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  const outer = all.filter(
    ({ internal, family, address }) => !internal && (family === 'IPv4' || !/^fe80/i.test(address)),
  );
  const first = outer.sort((a, b) => a.family.localeCompare(b.family));
  return first.map(({ address }) => writeRoomAddress({ host: address, port }));
}
