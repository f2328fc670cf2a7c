/** A fetch for a hub that is known by its key: whose certificate is not under that key is sent nothing. */
import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { isIP } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { type PeerCertificate, refusePinned } from '../shared/protocol/pinned-chain.ts';

/** Requests to one hub; connections are kept as the built-in fetch keeps them, and errors come as its errors do. */
export function pinnedFetch(pin: string): typeof fetch {
  const agent = new PinnedAgent(pin);
  return (address, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const sent = request(new URL(String(address)), {
        agent,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.signal ? { signal: init.signal } : {}),
      });
      sent.on('error', (error) => reject(new TypeError('fetch failed', { cause: error })));
      sent.on('response', (answer) => resolve(responseOf(answer)));
      sent.end(init.body as Uint8Array | string | undefined);
    });
}

/** Hands a connection over when its certificate was checked, and no earlier: nothing is written before. */
class PinnedAgent extends Agent {
  readonly #pin: string;

  constructor(pin: string) {
    super({ keepAlive: true });
    this.#pin = pin;
  }

  override createConnection(options: RequestOptions, handOver?: (error: Error | null, stream: Duplex) => void) {
    openPinned(String(options.host), Number(options.port), this.#pin).then(
      (socket) => handOver?.(null, socket),
      (error: Error) => handOver?.(error, undefined as never),
    );
    return undefined;
  }
}

/** An encrypted connection whose other end has shown that it is the hub. */
function openPinned(host: string, port: number, pin: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // The pin decides in place of the system's authorities, which do not know this hub.
      rejectUnauthorized: false,
    });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const fault = refusePinned(chainOf(socket.getPeerX509Certificate()), { pin, host, now: Date.now() });
      if (fault === null) {
        socket.off('error', reject);
        resolve(socket);
      } else {
        socket.destroy();
        reject(Object.assign(new Error('The certificate of the hub was refused.'), { code: fault }));
      }
    });
  });
}

function chainOf(first: X509Certificate | undefined): PeerCertificate[] {
  const chain: X509Certificate[] = [];
  for (let one = first; one !== undefined && chain.length < 6; one = one.issuerCertificate) {
    if (chain.at(-1)?.fingerprint256 === one.fingerprint256) break;
    chain.push(one);
  }
  return chain as readonly unknown[] as PeerCertificate[];
}

function responseOf(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  // A hub sends nobody elsewhere: a redirect is an answer like any other that is no success.
  const isBodiless = status === 204 || status === 304;
  return new Response(isBodiless ? null : (Readable.toWeb(answer) as unknown as ReadableStream), { status, headers });
}
