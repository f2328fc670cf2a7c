/**
 * Every door of the hub, with what somebody may try at each: on the real server and the real database. The list of routes
 * comes from the router; a route that is added without a row here, and a row without a route, fail.
 */

import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../support/test-database.ts';
import { deviceDoors } from './device-doors.ts';
import { routesOf, threats } from './door.ts';
import { type Doors, openDoors as openHub, origin } from './doors-world.ts';
import { openDoors } from './open-doors.ts';
import { pageDoors } from './page-doors.ts';

const table = { ...deviceDoors, ...pageDoors, ...openDoors };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let doors: Doors;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = database.pool();
});
afterAll(() => database.drop());

/** A hub of its own for each test of a block, or one for all of them where nothing is changed. */
function withHub(each: (open: () => Promise<void>) => void, end: (close: () => Promise<void>) => void): void {
  each(async () => {
    doors = await openHub(pool);
  });
  end(() => doors.close());
}

describe('the list of doors', () => {
  withHub(beforeEach, afterEach);

  test('every route of the router has its row, and every row its route', () => {
    expect(routesOf(doors.app.printRoutes({ commonPrefix: false })).sort()).toEqual(Object.keys(table).sort());
  });

  test('a route that somebody adds is found', () => {
    doors.app.get('/people', async () => []);
    expect(routesOf(doors.app.printRoutes({ commonPrefix: false }))).toContain('GET /people');
  });
});

const attempts = Object.entries(table).flatMap(([name, door]) =>
  threats.flatMap((threat) => {
    const attempt = door[threat];
    return typeof attempt === 'string' ? [] : [{ name, threat, attempt }];
  }),
);
describe.each(attempts)('$name', ({ threat, attempt }) => {
  withHub(beforeEach, afterEach);
  test(threat, () => attempt(doors));
});

describe('what is refused before anything is looked at', () => {
  withHub(beforeAll, afterAll);

  test.each(Object.keys(pageDoors).filter((door) => door.startsWith('POST')))(
    '%s changes nothing for a page of another origin, or for who does not say where they come from',
    async (door) => {
      for (const foreign of ['http://evil.example', 'null', '', `${origin}:81`]) {
        const answer = await doors.knock(door, { body: {}, headers: { origin: foreign } });
        expect(answer).toMatchObject({ status: 403, kind: 'origin-refused' });
      }
      expect((await doors.knock(door, { body: {}, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(421);
    },
  );

  test.each(Object.keys(table).filter((door) => door.startsWith('GET')))(
    '%s by HEAD is refused alike',
    async (door) => {
      const url = door.slice('GET '.length);
      const ask = (method: 'GET' | 'HEAD') =>
        doors.app.inject({ method, url, headers: { host: '127.0.0.1', via: 'x' } });
      expect((await ask('HEAD')).statusCode).toBe((await ask('GET')).statusCode);
      expect((await ask('HEAD')).body).toBe('');
    },
  );
});
