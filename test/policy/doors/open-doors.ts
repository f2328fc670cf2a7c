/** What everybody may have, and why; and the figures, which are for the hub's own machine. */
import { expect } from 'vitest';
import { type Door, type Threat, threats } from './door.ts';
import { type Doors, fill } from './doors-world.ts';

/** A door that asks nobody who they are: for whatever reason, it tells nothing of the network. */
function everybody(door: string, because: string): Record<string, Door> {
  const tellsNothing = async (doors: Doors) => {
    const { writer, held } = await fill(doors);
    const { text } = await doors.knock(door);
    for (const secret of [doors.world.scope, writer.identity.device, 'Ana Petrov', 'Clear and cordon', ...held])
      expect(text).not.toContain(secret);
  };
  const row = Object.fromEntries(threats.map((threat) => [threat, because])) as Record<Threat, string>;
  return { [door]: { ...row, 'no token': tellsNothing } };
}

const ownMachine = 'counts and times alone, for the machine of the hub or who shows the token of Prometheus';
const itself = 'a page, the same for everybody';

export const openDoors: Readonly<Record<string, Door>> = {
  ...everybody('GET /', itself),
  ...everybody('GET /index.html', itself),
  ...everybody('GET /coordinator', itself),
  ...everybody('GET /coordinator/', itself),
  ...everybody('GET /coordinator/index.html', itself),
  ...everybody('GET /healthz', 'whether the database answers'),
  ...everybody('GET /openapi.json', 'what routes there are, which is in the source as well'),
  'GET /metrics': {
    async 'no token'(doors) {
      const far = await doors.app.inject({
        url: '/metrics',
        headers: { host: '127.0.0.1' },
        remoteAddress: '10.0.0.7',
      });
      expect([far.statusCode, far.json().kind]).toEqual([403, 'not-permitted']);
      const passedOn = await doors.knock('GET /metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } });
      expect(passedOn).toMatchObject({ status: 403, kind: 'not-permitted' });
    },
    expired: ownMachine,
    "another's": ownMachine,
    revoked: ownMachine,
    async 'another scope'(doors) {
      const { writer } = await fill(doors);
      const { text } = await doors.knock('GET /metrics');
      for (const secret of [doors.world.scope, writer.identity.device, 'Ana Petrov'])
        expect(text).not.toContain(secret);
    },
    replayed: ownMachine,
    'wrong role': ownMachine,
  },
};
