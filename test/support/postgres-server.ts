/**
 * Vitest's global set-up (it looks for `setup`) of the projects that need PostgreSQL: one real embedded server for the
 * whole run.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createPool } from '../../hub/db/database.ts';
import { startEmbeddedPostgres } from '../../hub/db/embedded-postgres.ts';
import { migrate } from '../../hub/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The migrated database that test databases are copied from. */
export const templateDatabase = 'waypost_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-test-postgres-'));
  // As root the server's own user must be able to enter it.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, { throwAway: true });
  const admin = createPool(server.url, { max: 1 });
  await admin.query(`create database ${templateDatabase}`);
  await admin.end();
  const template = createPool(databaseUrl(server.url, templateDatabase), { max: 1 });
  await migrate(template);
  await template.end();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
