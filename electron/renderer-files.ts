/** The files of the built renderer by the path they are served under: the allow-list of `app://waypost`. */
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

export type RendererFiles = ReadonlyMap<string, string>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Lists the folder once. Source maps and anything of an unknown kind are not served. */
export function listRendererFiles(folder: string): RendererFiles {
  const files = new Map<string, string>();
  const walk = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && extname(entry.name) in contentTypes) files.set(path, join(folder, path));
    }
  };
  walk('');
  return files;
}

export function contentTypeOf(path: string): string {
  return contentTypes[extname(path)] ?? 'application/octet-stream';
}

/** The file for an address, or null. Exact matches only: no decoding, no dot segments, no query decides anything. */
export function fileForAddress(files: RendererFiles, address: string): { path: string; file: string } | null {
  const match = /^app:\/\/waypost(\/[A-Za-z0-9._/-]*)?(?:[?#].*)?$/s.exec(address);
  if (match === null) return null;
  const path = match[1] === undefined || match[1] === '/' ? '/index.html' : match[1];
  const file = files.get(path);
  return file === undefined ? null : { path, file };
}
