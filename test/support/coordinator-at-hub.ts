/** The doors of the coordinator's page at a hub on a database of its own, with one coordinator who has signed in. */
import { afterEach, beforeEach, expect } from 'vitest';
import { authenticatorCode } from '../../hub/accounts/totp.ts';
import { createDatabase } from '../../hub/db/database.ts';
import { createHubServer } from '../../hub/http/server.ts';
import { createPostgresHubStore } from '../../hub/sync/store.ts';
import { accountFor, goodPassphrase, quickAccountPorts } from './account-ports.ts';
import { quietHub } from './hub-config.ts';
import { createWorld, type World } from './scripted-device.ts';
import { oneDatabase } from './test-database.ts';

export const origin = 'http://127.0.0.1';

export interface Asking {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

/** For the tests of a file: each of them finds a new network, and Anneke signed in as its coordinator. */
export function coordinatorAtHub() {
  const database = oneDatabase();
  let app: Awaited<ReturnType<typeof createHubServer>>;
  let world: World;
  let ports: World['ports'] & ReturnType<typeof quickAccountPorts>;
  let cookie = '';
  let coordinator = '';

  beforeEach(async () => {
    const pool = database.pool();
    const store = createPostgresHubStore(createDatabase(pool));
    world = await createWorld(store);
    ports = Object.assign(world.ports, quickAccountPorts());
    app = await createHubServer({ config: quietHub, store, pool, ports, tls: null });
    coordinator = await world.person('Anneke', ['coordinator']);
    cookie = await signedIn(coordinator, 'anneke');
  });
  afterEach(async () => {
    await app.close();
  });

  async function call(path: string, body: object | null, { cookie: sent, headers }: Asking = {}) {
    const answer = await app.inject({
      method: body === null ? 'GET' : 'POST',
      url: `/coordinator/api${path}`,
      headers: {
        host: '127.0.0.1',
        ...(body === null ? {} : { origin }),
        ...(sent ? { cookie: sent } : {}),
        ...headers,
      },
      ...(body === null ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie'] ?? '') };
  }
  const asCoordinator = (path: string, body: object | null = null) => call(path, body, { cookie });

  async function signedIn(person: string, name: string): Promise<string> {
    const { code } = await accountFor(world.store, ports, person, name);
    const offer = await call('/set-up/begin', { code });
    const digits = authenticatorCode(offer.body.secret, ports.time);
    const done = await call('/set-up/finish', { code, passphrase: goodPassphrase, digits });
    expect(done.status).toBe(200);
    return done.cookie.split(';')[0] as string;
  }

  return {
    get world() {
      return world;
    },
    get ports() {
      return ports;
    },
    /** The session of the coordinator. */
    get cookie() {
      return cookie;
    },
    /** Who the coordinator is. */
    get coordinator() {
      return coordinator;
    },
    call,
    asCoordinator,
    /** The session of somebody for whom an account was made. */
    signedIn,
  };
}
