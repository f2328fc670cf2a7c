/**
 * TLS before a server of the bench: the hub's own HTTPS server with a certificate as the hub makes them, under an authority of its own.
 * What it decrypts goes on to the server as it is, so that WebSockets pass too.
 */
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { renewCertificate } from '../../../hub/tls/renew-certificate.ts';
import { type HubTls, readTls } from '../../../hub/tls/tls-files.ts';
import { createTlsServer } from '../../../hub/tls/tls-server.ts';

export interface TlsFront {
  readonly address: string;
  /** SHA-256 of the authority's key, base64: the browser takes what is under it, as the app takes what is under its pin. */
  readonly keySha256: string;
  /** From now on connections are first ones: no ticket of an earlier one is taken, and what was shaken hands on so far is forgotten. */
  forget(): void;
  /** Handshakes since then. Throws when one was another than a whole one of TLS 1.3, or when there was none. */
  handshakes(): number;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** `folder` takes authority and certificate. */
export async function openTlsFront(folder: string, target: string): Promise<TlsFront> {
  const { keySha256 } = await renewCertificate(folder, [host], Date.now());
  const tls = (await readTls({ dataFolder: folder, tlsCert: null, tlsKey: null })) as HubTls;
  const server = createTlsServer(tls, () => {});
  const open = new Set<Socket>();
  let shaken: { readonly protocol: string | null; readonly isResumed: boolean }[] = [];
  // A ticket is offered for a second only: the first connection of an app that was just started brings none.
  server.setSecureContext({ minVersion: 'TLSv1.3', cert: tls.cert, key: tls.key, sessionTimeout: 1 });
  // What is decrypted is not read as HTTP here.
  server.removeAllListeners('secureConnection');
  server.on('secureConnection', (near: TLSSocket) => {
    shaken.push({ protocol: near.getProtocol(), isResumed: near.isSessionReused() });
    join(near, connect(Number(new URL(target).port), host), open);
  });
  server.on('connection', (socket: Socket) => void socket.setNoDelay());
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const url = new URL(target);
  url.protocol = 'https:';
  url.port = String((server.address() as AddressInfo).port);
  return {
    address: url.href,
    keySha256: Buffer.from(keySha256, 'hex').toString('base64'),
    forget() {
      server.setTicketKeys(crypto.getRandomValues(Buffer.alloc(48)));
      shaken = [];
    },
    handshakes() {
      const other = shaken.find(({ protocol, isResumed }) => protocol !== 'TLSv1.3' || isResumed);
      if (other !== undefined) throw new Error(`Not a first connection by TLS 1.3: ${JSON.stringify(other)}`);
      if (shaken.length === 0) throw new Error('Nobody came by TLS');
      return shaken.length;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function join(near: Socket, far: Socket, open: Set<Socket>): void {
  far.setNoDelay();
  near.pipe(far);
  far.pipe(near);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    open.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      open.delete(one);
      other.destroy();
    });
  }
}
