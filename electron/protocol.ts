/** Serves the renderer at `app://waypost`. This origin never changes: a changed origin is an empty IndexedDB. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { contentPolicy } from '../shared/base/content-policy.ts';
import { contentTypeOf, fileForAddress, listRendererFiles, type RendererFiles } from './renderer-files.ts';

export const appOrigin = 'app://waypost';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Starts serving. In an unpackaged app the list is read again with each page, so that a rebuild needs only a reload. */
export function serveRenderer(session: Session, folder: string, relistEachPage: boolean): void {
  let files: RendererFiles = listRendererFiles(folder);
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const found = fileForAddress(files, request.url);
    if (found === null) return refuse(404);
    if (found.path === '/index.html' && relistEachPage) files = listRendererFiles(folder);
    return answer(found);
  });
}

async function answer({ path, file }: { path: string; file: string }): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  let body: Buffer | string = await readFile(file);
  if (path.endsWith('.html')) body = body.toString('utf8').replaceAll('__NONCE__', nonce);
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': contentTypeOf(path),
      // Names carry a hash of the content, but for the page itself.
      'cache-control': path.endsWith('.html') ? 'no-store' : 'max-age=31536000, immutable',
      'content-security-policy': contentPolicy(nonce, 'none'),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}

function refuse(status: number): Response {
  return new Response('', { status, headers: { 'content-security-policy': contentPolicy(null, 'none') } });
}
