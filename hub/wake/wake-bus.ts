/**
 * Word of what moved, between all processes of a hub, by PostgreSQL's LISTEN and NOTIFY. Said outside of the transactions
 * that moved it, a few times a second at most: a NOTIFY inside would make their commits wait for one another. What is lost
 * when a process or a connection dies is made up for by the devices, which ask at an interval anyway ([BG9]).
 */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Moved } from './watch-store.ts';

const channel = 'waypost_moved';
/** Milliseconds in which what moves is told together. */
const gather = 200;
const reconnectAfter = 2_000;
/** A notification has at most 8000 bytes: with more scopes than these everybody is woken. */
const mostScopes = 70;

const movedSchema = z.object({
  scopes: z.array(z.object({ scope: z.string(), by: z.string().nullable() })),
  access: z.boolean(),
});

export interface WakeBus {
  say(moved: Moved): void;
  close(): Promise<void>;
}

export interface BusOptions {
  readonly pool: Pool;
  /** Told of what moved in any process, this one included. Null: something moved, and it is not known what. */
  readonly hear: (moved: Moved | null) => void;
  readonly onError: (error: unknown) => void;
}

/** Opens it. Does not fail: without the database it comes back by itself, and tells then that something may have moved. */
export function openWakeBus({ pool, hear, onError }: BusOptions): WakeBus {
  let scopes = new Map<string, string | null>();
  let access = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let client: PoolClient | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;

  const connect = async (): Promise<void> => {
    try {
      const opened = await pool.connect();
      opened.on('error', () => lose(opened));
      opened.on('end', () => lose(opened));
      opened.on('notification', ({ payload }) => hear(read(payload)));
      await opened.query(`listen ${channel}`);
      if (isClosed) return opened.release(true);
      client = opened;
      hear(null);
    } catch (error) {
      onError(error);
      again();
    }
  };
  const again = () => {
    if (!isClosed) retry = setTimeout(() => void connect(), reconnectAfter);
  };
  const lose = (lost: PoolClient) => {
    if (client !== lost) return;
    client = null;
    lost.release(true);
    again();
  };
  const flush = async (): Promise<void> => {
    timer = null;
    const gathered = { scopes: [...scopes].map(([scope, by]) => ({ scope, by })), access } satisfies Moved;
    scopes = new Map();
    access = false;
    try {
      const payload = gathered.scopes.length > mostScopes ? '' : JSON.stringify(gathered);
      await pool.query('select pg_notify($1, $2)', [channel, payload]);
    } catch (error) {
      onError(error);
    }
  };
  const connecting = connect();

  return {
    say(what) {
      for (const { scope, by } of what.scopes)
        scopes.set(scope, !scopes.has(scope) || scopes.get(scope) === by ? by : null);
      access ||= what.access;
      timer ??= setTimeout(() => void flush(), gather);
    },
    async close() {
      isClosed = true;
      for (const one of [timer, retry]) if (one !== null) clearTimeout(one);
      await connecting;
      client?.release(true);
      client = null;
    },
  };
}

function read(payload: string | undefined): Moved | null {
  try {
    return movedSchema.parse(JSON.parse(payload ?? ''));
  } catch {
    return null;
  }
}
