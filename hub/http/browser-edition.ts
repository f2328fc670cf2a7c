/** The browser edition: the built renderer, with a fresh style nonce in its page at each load. */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentPolicy } from './security-headers.ts';

const noPage = 'The browser edition is not built here: run "npm run build".';

/** Serves `folder` at `/`. The page is read at each load, so that a rebuild shows without a restart. */
export async function addBrowserEdition(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  const sendPage = async () => {
    const page = await readFile(index, 'utf8').catch(() => null);
    const nonce = randomBytes(18).toString('base64');
    return { page: page?.replaceAll('__NONCE__', nonce) ?? null, policy: contentPolicy(nonce) };
  };
  for (const path of ['/', '/index.html']) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const { page, policy } = await sendPage();
      if (page === null) return reply.status(404).type('text/plain; charset=utf-8').send(noPage);
      return reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page);
    });
  }
  if ((await stat(folder).catch(() => null)) === null) return;
  await app.register(fastifyStatic, {
    root: folder,
    // Only files that are there now have an address: nothing is looked up on disk by what a request says.
    wildcard: false,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    globIgnore: ['**/index.html', '**/*.map'],
    setHeaders(response, path) {
      // Vite puts a hash of the content into the names below assets/: they never change.
      const hashed = /[\\/]assets[\\/]/.test(path);
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
