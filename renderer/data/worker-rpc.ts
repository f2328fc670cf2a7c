/**
 * Calls between the page and its engine worker, both ways over one message port. Invariants: every call is answered
 * once; a throw arrives as a throw with its message; bytes listed in `transfer` change owner instead of being copied.
 */

/** As much of a port, a worker and a worker's own scope as is used. */
export interface MessageEnd {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly kind: 'tell'; readonly event: string; readonly data: unknown };

export interface RpcEnd {
  call(method: string, args: readonly unknown[], transfer?: Transferable[]): Promise<unknown>;
  /** Says something that needs no answer. */
  tell(event: string, data: unknown): void;
}

export interface RpcHandlers {
  answer(method: string, args: readonly unknown[]): Promise<unknown>;
  hear?(event: string, data: unknown): void;
}

/** Transferable parts of an answer: bytes that nobody keeps once they are sent. */
export class Handover {
  readonly value: unknown;
  readonly transfer: Transferable[];
  constructor(value: unknown, transfer: Transferable[]) {
    this.value = value;
    this.transfer = transfer;
  }
}

export function createRpc(end: MessageEnd, handlers: RpcHandlers): RpcEnd {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const post = (message: Message, transfer: Transferable[] = []) => end.postMessage(message, transfer);

  const answer = async (id: number, method: string, args: readonly unknown[]) => {
    try {
      const result = await handlers.answer(method, args);
      if (result instanceof Handover) post({ kind: 'value', id, value: result.value }, result.transfer);
      else post({ kind: 'value', id, value: result });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'error', id, name, message });
    }
  };
  end.addEventListener('message', ({ data }: MessageEvent<Message>) => {
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

/** The buffer of bytes when they own the whole of it, so that it may be handed over; nothing otherwise. */
export function ownBuffer(bytes: Uint8Array): Transferable[] {
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? [bytes.buffer]
    : [];
}
