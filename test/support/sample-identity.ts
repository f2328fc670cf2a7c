import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { sampleScope } from './sample-playbook.ts';

const person = '0190f000-0000-7000-8000-0000000000b1';

/** An investigator who may also delete: enough to press every button of a screen. */
export const sampleIdentity: DeviceIdentity = {
  device: '0190f000-0000-7000-8000-0000000000d1',
  hub: '0190f000-0000-7000-8000-0000000000e1',
  publicKey: '0'.repeat(64),
  sample: true,
  networkName: 'Varenia network',
  profiles: [{ person, name: 'Amina Dessalou', centre: 'Sorrel Coast Centre' }],
  scopes: [{ id: sampleScope, name: 'Varenia · Transport' }],
  grants: [{ person, scope: sampleScope, roles: ['investigator', 'coordinator'] }],
};
