/** A page that the hub serves: a built folder, with a fresh style nonce in its page at each load. */

import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentPolicy } from '../../shared/base/content-policy.ts';

export interface PageEdition {
  readonly folder: string;
  /** Where its page is: `/` or `/coordinator/`. Its other files are beneath. */
  readonly prefix: '/' | `/${string}/`;
  /** Said in place of a page that was not built. */
  readonly missing: string;
}

/** Serves a folder. The page is read at each load, so that a rebuild shows without a restart. */
export async function addPageEdition(app: FastifyInstance, { folder, prefix, missing }: PageEdition): Promise<void> {
  const index = join(folder, 'index.html');
  const paths = prefix === '/' ? ['/', '/index.html'] : [prefix.slice(0, -1), prefix, `${prefix}index.html`];
  for (const path of paths) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const page = await readFile(index, 'utf8').catch(() => null);
      if (page === null) return reply.status(404).type('text/plain; charset=utf-8').send(missing);
      const nonce = randomBytes(18).toString('base64');
      reply.header('content-security-policy', contentPolicy(nonce, 'self')).type('text/html; charset=utf-8');
      return reply.send(page.replaceAll('__NONCE__', nonce));
    });
  }
  if ((await stat(folder).catch(() => null)) === null) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix,
    // One of several folders may put its helpers on replies; nobody uses them.
    decorateReply: false,
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
