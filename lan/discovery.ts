/**
 * Finding laptops on the network that this one is on, without any server (mDNS, RFC 6762 and 6763). What is announced is a word
 * that is drawn anew each time the switch is turned on, and a port: no name of a person, a centre, a network or this machine ([RM9]).
 */
import { randomBytes } from 'node:crypto';
import Bonjour from 'bonjour-service';
import { writeRoomAddress } from './room-address.ts';

export interface Discovery {
  /** Where other laptops were found, as addresses. */
  addresses(): readonly string[];
  /** Takes the announcement back. */
  close(): Promise<void>;
}

/** The kind of service: it says that Waypost is there, and nothing else. */
const type = 'waypost';
/** As many are remembered; an answer to a question costs nobody anything, and a flood of them must not either. */
const mostFound = 64;

export interface DiscoveryOptions {
  readonly port: number;
  readonly onChange: () => void;
  /** A word for this time. */
  readonly word?: string;
}

/** What is announced. The host is a word too: left to itself the library tells the name of the machine. */
export function announcement(port: number, word: string) {
  return { name: word, type, port, protocol: 'tcp', host: `${word}.local`, probe: true } as const;
}

/** Announces and looks until it is closed. A network that carries no such questions finds nobody: addresses are typed then. */
export function discoverRoom({ port, onChange, word = randomBytes(8).toString('hex') }: DiscoveryOptions): Discovery {
  // Without a network there is nothing to send to; the next interface that comes is used.
  const bonjour = new Bonjour({}, () => {});
  bonjour.publish(announcement(port, word));
  const found = new Map<string, string>();
  const browser = bonjour.find({ type, protocol: 'tcp' });
  browser.on('up', (service: Bonjour.Service) => {
    const address = addressOf(service);
    if (service.name === word || address === null || found.size >= mostFound) return;
    found.set(service.name, address);
    onChange();
  });
  browser.on('down', (service: Bonjour.Service) => {
    if (found.delete(service.name)) onChange();
  });
  return {
    addresses: () => [...new Set(found.values())],
    async close() {
      browser.stop();
      await new Promise<void>((resolve) => bonjour.unpublishAll(() => resolve()));
      await new Promise<void>((resolve) => bonjour.destroy(() => resolve()));
    },
  };
}

/** From where it was heard: what a service says of its addresses nobody has to believe. */
export function addressOf({ referer, port }: Pick<Bonjour.Service, 'referer' | 'port'>): string | null {
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  return referer === undefined || !isPort ? null : writeRoomAddress({ host: referer.address, port });
}
