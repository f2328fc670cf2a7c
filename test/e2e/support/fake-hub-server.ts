/** Something that answers where a hub should be: silent, slow, broken, of another version, or lying. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeHubServer {
  readonly address: string;
  /** How the next requests are answered. */
  answer: RequestListener;
  close(): Promise<void>;
}

export async function startFakeHubServer(): Promise<FakeHubServer> {
  const fake: { answer: RequestListener } = { answer: (_request, response) => response.writeHead(500).end() };
  const server = createServer((request, response) => {
    request.resume();
    fake.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
