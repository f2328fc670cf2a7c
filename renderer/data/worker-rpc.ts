/**
 * Calls between page, engine worker and host, both ways over one message port. Invariants: every call is answered
 * once; a throw arrives as a throw with its message; bytes listed in `transfer` change owner instead of being copied.
 */

import type { PortMessage } from '../../shared/ipc/port-message.ts';

/** As much of a port, a worker and a worker's own scope as is used. */
export interface MessageEnd {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export interface RpcEnd {
  call(method: string, args: readonly unknown[], transfer?: Transferable[]): Promise<unknown>;
  /** Says something that needs no answer. */
  tell(event: string, data: unknown): void;
}

export interface RpcHandlers {
  answer(method: string, args: readonly unknown[]): Promise<unknown>;
  hear?(event: string, data: unknown): void;
}

export function createRpc(end: MessageEnd, handlers: RpcHandlers): RpcEnd {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const post = (message: PortMessage, transfer: Transferable[] = []) => end.postMessage(message, transfer);

  const answer = async (id: number, method: string, args: readonly unknown[]) => {
    try {
      post({ kind: 'value', id, value: await handlers.answer(method, args) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'error', id, name, message });
    }
  };
  end.addEventListener('message', ({ data }: MessageEvent<PortMessage>) => {
    if (data.kind === 'call') return void answer(data.id, data.method, data.args);
    if (data.kind === 'tell') return handlers.hear?.(data.event, data.data);
    const waiting = open.get(data.id);
    open.delete(data.id);
    if (data.kind === 'value') return waiting?.resolve(data.value);
    const error = new Error(data.message);
    error.name = data.name;
    waiting?.reject(error);
  });
  return {
    call: (method, args, transfer = []) =>
      new Promise((resolve, reject) => {
        last += 1;
        open.set(last, { resolve, reject });
        post({ kind: 'call', id: last, method, args }, transfer);
      }),
    tell: (event, data) => post({ kind: 'tell', event, data }),
  };
}
