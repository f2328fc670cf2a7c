/**
 * The few words of the DevTools protocol that a start needs. Playwright holds an app back until it is attached, which is
 * right for tests and wrong for a stopwatch.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Evaluates an expression in the app's first page, awaiting a promise; rejects when no page comes within 60 s. */
export async function evaluateInFirstPage<T>(userData: string, expression: string): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const address = await pageAddress(userData);
    if (address !== null) {
      const answer = await evaluate<T>(address, expression);
      if (answer !== 'too-early') return answer.value;
    }
    if (Date.now() > deadline) throw new Error('No page came up');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Chromium writes its port into the user-data folder as soon as it listens. */
async function pageAddress(userData: string): Promise<string | null> {
  try {
    const port = (await readFile(join(userData, 'DevToolsActivePort'), 'utf8')).split('\n')[0];
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl?: string;
    }[];
    const page = targets.find(({ type, url }) => type === 'page' && !['', 'about:blank'].includes(url));
    return page?.webSocketDebuggerUrl ?? null;
  } catch {
    return null;
  }
}

/** Too early: the page was exchanged for the real one while it was asked. */
function evaluate<T>(address: string, expression: string): Promise<{ readonly value: T } | 'too-early'> {
  const socket = new WebSocket(address);
  const params = { expression, awaitPromise: true, returnByValue: true };
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    socket.onerror = () => reject(new Error('The page is gone'));
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data)) as {
        id?: number;
        error?: { message: string };
        result?: { result: { value: T }; exceptionDetails?: { text: string } };
      };
      if (answer.id !== 1) return;
      socket.close();
      const problem = answer.error?.message ?? answer.result?.exceptionDetails?.text;
      if (/execution context/i.test(problem ?? '')) resolve('too-early');
      else if (problem !== undefined) reject(new Error(problem));
      else resolve({ value: answer.result?.result.value as T });
    };
  });
}
