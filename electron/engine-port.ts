/**
 * The engine's own line to the host: its saves and exchanges pass by the page, which may be busy drawing. Only the channels
 * that the engine needs; inputs and answers are read by the contract as on every other way in.
 */
import type { MessagePortMain } from 'electron';
import { type EngineChannel, isEngineChannel, type PortMessage, type roomAnswer } from '../shared/ipc/port-message.ts';

/** Answers a question of the engine; rejects when it is not by the contract. */
export type AnswerEngine = (channel: EngineChannel, input: unknown) => Promise<unknown>;

/** Asks the engine something; rejects when it cannot answer, or its page is gone. */
export type AskEngine = (method: typeof roomAnswer, args: readonly unknown[]) => Promise<unknown>;

/** How long an answer of the engine may take, in milliseconds: a large write to a slow disk. */
const answersWithin = 60_000;

/** Serves an engine; what it returns asks it. */
export function serveEngine(port: MessagePortMain, answerEngine: AnswerEngine): AskEngine {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
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
    if (message?.kind === 'value') open.get(message.id)?.resolve(message.value);
    if (message?.kind === 'error') open.get(message.id)?.reject(new Error('The engine could not answer'));
    if (message?.kind !== 'call' || !Array.isArray(message.args)) return;
    void answer(message).then((said) => port.postMessage(said));
  });
  port.on('close', () => {
    for (const waiting of open.values()) waiting.reject(new Error('The page of this engine is gone'));
  });
  port.start();
  return async (method, args) => {
    last += 1;
    const id = last;
    const answered = new Promise<unknown>((resolve, reject) => {
      open.set(id, { resolve, reject });
      setTimeout(() => reject(new Error('The engine did not answer')), answersWithin).unref();
    });
    port.postMessage({ kind: 'call', id, method, args } satisfies PortMessage);
    try {
      return await answered;
    } finally {
      open.delete(id);
    }
  };
}
