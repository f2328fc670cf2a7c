/**
 * A piece of network before a laptop's door. When it is cut it is silent, as a network is that is gone: lines end, and who calls
 * hears nothing at all until they give up.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface NetworkGate {
  readonly address: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Leads to the door at an address, from another port of this machine. */
export async function openGate(target: string): Promise<NetworkGate> {
  const [host = '', port = ''] = target.split(/:(?=\d+$)/);
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((caller) => {
    keep(caller);
    if (isCut) return;
    const door = keep(connect({ host, port: Number(port) }));
    for (const [from, to] of [
      [caller, door],
      [door, caller],
    ] as const) {
      from.pipe(to);
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      endAll();
    },
    mend() {
      isCut = false;
      endAll();
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endAll();
      await closed;
    },
  };
}
