/**
 * The engine's own line to the host: its saves and exchanges pass by the page, which may be busy drawing. Only the channels
 * that the engine needs; inputs and answers are read by the contract as on every other way in.
 */
import type { MessagePortMain } from 'electron';
import { type EngineChannel, isEngineChannel, type PortMessage } from '../shared/ipc/port-message.ts';

/** Answers a question of the engine; rejects when it is not by the contract. */
export type AnswerEngine = (channel: EngineChannel, input: unknown) => Promise<unknown>;

export function serveEngine(port: MessagePortMain, answerEngine: AnswerEngine): void {
  const answer = async ({ id, method, args }: Extract<PortMessage, { kind: 'call' }>): Promise<PortMessage> => {
    try {
      if (!isEngineChannel(method)) throw new Error('The engine may not ask for this');
      return { kind: 'value', id, value: await answerEngine(method, args[0]) };
    } catch (error) {
      return { kind: 'error', id, name: 'Error', message: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', ({ data }) => {
    const message = data as PortMessage | null;
    if (message?.kind !== 'call' || !Array.isArray(message.args)) return;
    void answer(message).then((said) => port.postMessage(said));
  });
  port.start();
}
