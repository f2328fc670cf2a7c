/** The tables as Kysely sees them; db/migrations is where they are made. */
import type { AccountTables } from './account-tables.ts';
import type { DeviceTables } from './device-tables.ts';
import type { LogTables } from './log-tables.ts';
import type { NetworkTables } from './network-tables.ts';
import type { OperationTables } from './operation-tables.ts';

export interface Tables extends NetworkTables, DeviceTables, OperationTables, AccountTables, LogTables {}
