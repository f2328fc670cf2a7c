/**
 * What Trusted Types (`require-trusted-types-for 'script'; trusted-types app`) ask of this window.
 *
 * One policy, `app`, and it makes one thing only: addresses of our own worker scripts. It never makes markup.
 */
interface WorkerPolicy {
  createScriptURL(address: string): string;
}

interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): WorkerPolicy;
}

let policy: WorkerPolicy | undefined;

/**
 * A worker address that the policy lets pass: only our own origin, never `data:` or another host.
 *
 * Use with Vite's `import address from './engine.worker.ts?worker&url'`, then
 * `new Worker(workerAddress(address), { type: 'module' })`.
 */
export function workerAddress(address: string): string {
  policy ??= createWorkerPolicy();
  return policy.createScriptURL(address);
}

function createWorkerPolicy(): WorkerPolicy {
  const rules = { createScriptURL: ownAddress };
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  return factory ? factory.createPolicy('app', rules) : rules;
}

function ownAddress(address: string): string {
  const url = new URL(address, location.href);
  const isOwn = url.protocol === location.protocol && url.host === location.host;
  if (!isOwn) throw new Error(`Refused a worker from ${url.protocol}//${url.host}`);
  return url.href;
}

/**
 * Mantine fills `<style>` elements by `innerHTML`, which Trusted Types refuse. The content of a style element is text
 * and nothing else, so writing it as text does the same without a policy that could make markup.
 */
export function writeStylesAsText(): void {
  Object.defineProperty(HTMLStyleElement.prototype, 'innerHTML', {
    configurable: true,
    get(this: HTMLStyleElement) {
      return this.textContent ?? '';
    },
    set(this: HTMLStyleElement, css: string) {
      this.textContent = css;
    },
  });
}
