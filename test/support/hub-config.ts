/** What a hub of tests begins with: it says nothing, serves no page, asks nobody else, and is no sample. */
import { passphraseFloor } from '../../hub/accounts/passphrases.ts';
import type { HubConfig } from '../../hub/config.ts';

export const quietHub: HubConfig = {
  host: '127.0.0.1',
  port: 0,
  dataFolder: '',
  databaseUrl: null,
  sample: false,
  networkName: 'Test',
  rendererFolder: '',
  coordinatorFolder: '',
  connectionsPerAddress: 32,
  logLevel: 'silent',
  logFile: null,
  origin: null,
  trustedProxy: null,
  tlsCert: null,
  tlsKey: null,
  metricsToken: null,
  sealKey: null,
  passphraseCost: passphraseFloor,
  provider: null,
  retireAfterDays: 180,
  leaseDays: 60,
  keepSupersededDays: 365,
};
