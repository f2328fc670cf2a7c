/** The doors of the identity provider: the way there, the way back, and who there is who here. */
import { expect } from 'vitest';
import { attemptLifeMs } from '../../../hub/provider/attempts.ts';
import { addLink } from '../../../hub/provider/decide-links.ts';
import type { Door } from './door.ts';
import { type Doors, page, providerOfDoors } from './doors-world.ts';

/** A coordinator whom the provider knows by this subject. */
async function linked(doors: Doors, subject = 'sub') {
  const person = await doors.world.person('Anneke', ['coordinator']);
  const { issuer } = providerOfDoors;
  await doors.world.store.transaction((tx) =>
    addLink(tx, doors.ports, { person, issuer, subject, email: null, by: null }),
  );
  return person;
}
const attempt = async (doors: Doors) => (await doors.knock(`POST ${page}/provider/begin`, { body: {} })).cookie;
async function comeBack(doors: Doors, cookie?: string, subject = 'sub') {
  const answer = await doors.app.inject({
    url: `${page}/provider/back?code=${subject}`,
    headers: { host: '127.0.0.1', ...(cookie === undefined ? {} : { cookie }) },
  });
  return { status: answer.statusCode, to: answer.headers.location, session: String(answer.headers['set-cookie']) };
}
const refused = (kind: string) => ({
  status: 303,
  to: `/coordinator#/provider/${kind}`,
  session: expect.not.stringContaining('waypost-session'),
});

const back: Door = {
  async 'no token'(doors) {
    await linked(doors);
    expect(await comeBack(doors)).toMatchObject(refused('provider-answer-wrong'));
    expect(await comeBack(doors, `waypost-provider=${'A'.repeat(80)}`)).toMatchObject(refused('provider-answer-wrong'));
  },
  async expired(doors) {
    await linked(doors);
    const cookie = await attempt(doors);
    doors.ports.time += attemptLifeMs;
    expect(await comeBack(doors, cookie)).toMatchObject(refused('provider-answer-wrong'));
  },
  async "another's"(doors) {
    await linked(doors);
    expect(await comeBack(doors, await attempt(doors), 'somebody else')).toMatchObject(refused('provider-unknown'));
  },
  async revoked(doors) {
    await linked(doors);
    await doors.world.store.transaction(async (tx) => {
      for (const link of await tx.allLinks()) await tx.removeLink(link);
    });
    expect(await comeBack(doors, await attempt(doors))).toMatchObject(refused('provider-unknown'));
  },
  'another scope': 'a session opens what its person may do, asked at each door behind it',
  async replayed(doors) {
    await linked(doors);
    const cookie = await attempt(doors);
    expect((await comeBack(doors, cookie)).session).toContain('waypost-session=');
    expect(await comeBack(doors, cookie)).toMatchObject(refused('provider-answer-wrong'));
  },
  'wrong role': 'who has no role signs in and is refused at each door behind it',
};

const anybodys = 'leads to the provider, which asks who sits there; it opens nothing by itself';
const there: Door = {
  'no token': anybodys,
  expired: anybodys,
  "another's": anybodys,
  revoked: anybodys,
  'another scope': anybodys,
  replayed: anybodys,
  'wrong role': anybodys,
};

export const providerDoors: Readonly<Record<string, Door>> = {
  [`POST ${page}/provider/begin`]: there,
  [`GET ${page}/provider/back`]: back,
};
