/**
 * The only place that touches `ipcMain`. Invariants: a message is heard only from the main frame of our own page; input
 * and answer are both read by the contract; an expected failure is a value, a bug is logged here and reaches the page as
 * a rejection without details.
 */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Result } from '../shared/base/result.ts';
import {
  type Channel,
  channels,
  type Input,
  type IpcFailure,
  ipcContract,
  type Output,
} from '../shared/ipc/contract.ts';
import { engineOnly } from '../shared/ipc/port-message.ts';
import { type AskEngine, serveEngine } from './engine-port.ts';
import { appOrigin } from './protocol.ts';

export type Handlers = {
  readonly [C in Channel]: (input: Input<C>) => Promise<Result<Output<C>, IpcFailure<C>>>;
};

/** @param meetEngine Told how to ask the engine of each page that opens its port. */
export function registerIpc(handlers: Handlers, meetEngine: (ask: AskEngine) => void = () => {}): void {
  const ask = (channel: Channel, raw: unknown) => askHandler(channel, handlers[channel] as Handler, raw);
  for (const channel of channels) {
    if (channel === engineOnly) continue;
    ipcMain.handle(channel, async (event, raw: unknown) => {
      if (!isOurMainFrame(event)) throw new Error(`Refused ${channel} from an unknown sender`);
      return ask(channel, raw);
    });
  }
  ipcMain.on('engine-port', (event) => {
    const [port] = event.ports;
    if (port !== undefined && isOurMainFrame(event)) meetEngine(serveEngine(port, ask));
  });
}

type Handler = (input: unknown) => Promise<Result<unknown, unknown>>;

async function askHandler(channel: Channel, handle: Handler, raw: unknown): Promise<Result<unknown, unknown>> {
  const input = ipcContract[channel].input.safeParse(raw);
  if (!input.success) throw new Error(`Refused ${channel}: the input is not by the contract`);
  try {
    return checkAnswer(channel, await handle(input.data));
  } catch (error) {
    process.stderr.write(`${channel}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    throw new Error(`${channel} failed in the host`);
  }
}

/** Leaves only what the contract names, so that nothing else can leak into a page. */
export function checkAnswer(channel: Channel, answer: Result<unknown, unknown>): Result<unknown, unknown> {
  const { output, failure } = ipcContract[channel];
  return answer.ok
    ? { ok: true, value: output.parse(answer.value) }
    : { ok: false, failure: failure.parse(answer.failure) };
}

function isOurMainFrame(event: IpcMainInvokeEvent | IpcMainEvent): boolean {
  const frame = event.senderFrame;
  // A frame that is gone has no address any more: refuse.
  if (frame === null || frame.parent !== null) return false;
  return (
    frame.url === `${appOrigin}/` ||
    frame.url.startsWith(`${appOrigin}/index.html`) ||
    /^app:\/\/waypost\/(#|\?|$)/.test(frame.url)
  );
}
