/** Certificates of the sample: a key that two persons stand behind, what was issued with it, one that was revoked. */
import { createHash } from 'node:crypto';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import { assessmentResult, recordedResults, resultKey } from '../../shared/domain/assessment/assessment-result.ts';
import { multikeyOf } from '../../shared/domain/badge/public-key.ts';
import { certificate, certificateRevocation, placesInList } from '../../shared/domain/certificate/certificate.ts';
import {
  certificateKey,
  certificateKeyAct,
  certificateList,
  digestOfIssuer,
  type Issuer,
} from '../../shared/domain/certificate/certificate-key.ts';
import {
  type CertificateFacts,
  composeCertificate,
  composeShortCertificate,
  lastDayOf,
} from '../../shared/domain/certificate/compose-certificate.ts';
import { composeList } from '../../shared/domain/certificate/compose-list.ts';
import { attendedBy } from '../../shared/domain/certificate/passed.ts';
import {
  prepareProof,
  prepareToken,
  tokenWithSignature,
  withSignature,
} from '../../shared/domain/certificate/sign-certificate.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { attendanceOf, daysOfSession, marksInOrder } from '../../shared/domain/training/attendance.ts';
import { course } from '../../shared/domain/training/course.ts';
import { type PersonRow, personRow, rosterOf } from '../../shared/domain/training/roster.ts';
import { session } from '../../shared/domain/training/session.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { sessionId } from './fill-training.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { type Story, storyScope as scope } from './story.ts';

/** The session whose people have theirs, and whose was revoked. */
const [number, revoked] = ['031', 'Eduardo Salvat'];

/** The record of a certificate, by the name as it is written. */
export const certificateId = (of: string, name: string): RecordId => sampleId('certificate', of, name);

/** A key of people who do not exist: it is no secret, so that a filling that goes on makes the same certificates. */
const secret = new Uint8Array(createHash('sha256').update('waypost-sample/certificates').digest());
const multikey = multikeyOf(publicKeyOf(secret));
const key = sampleId('certificate-key');

/** Asks for the key, approves it, issues, revokes; what is there already stays. */
export async function fillCertificates(story: Story): Promise<void> {
  const laptop = story.laptopOf('trainer');
  const issuer: Issuer = { key: multikey, by: samplePeople.trainer, at: story.momentOf('-30 10:05') };
  const asked = createRecord(certificateKey, { scope, id: key }, { issuer: issuer as unknown as Json });
  await laptop.add('trainer', issuer.at, [asked]);
  const at = story.momentOf('-30 11:20');
  const digest = digestOfIssuer(key, issuer);
  const act = { does: 'approve', digest, note: '', by: samplePeople.approver, at } as unknown as Json;
  const approved = createRecord(
    certificateKeyAct,
    { scope, id: sampleId('certificate-key-act') },
    { certificateKey: key, act },
  );
  await laptop.add('approver', at, [approved]);
  await issue(story, laptop);
  await revoke(story, laptop);
}

async function issue(story: Story, laptop: SampleLaptop): Promise<void> {
  const at = story.momentOf('-22 16:30');
  const passed = await factsOf(laptop, at);
  const made = passed.map(async (facts) => {
    const whole = await signed(composeCertificate(facts));
    const short = prepareToken(composeShortCertificate(facts), multikey);
    const validUntil = lastDayOf(at, facts.course.validMonths);
    return createRecord(
      certificate,
      { scope, id: facts.id },
      {
        person: facts.person.id,
        session: facts.session.id,
        course: facts.course.id,
        certificateKey: key,
        statusPlace: facts.statusPlace,
        issuedOn: new Date(at).toISOString().slice(0, 10),
        ...(validUntil === null ? {} : { validUntil }),
        by: samplePeople.trainer.name,
        credential: whole,
        token: tokenWithSignature(short, signEd25519(secret, short.message)),
      },
    );
  });
  await laptop.add('trainer', at, await Promise.all(made));
}

async function revoke(story: Story, laptop: SampleLaptop): Promise<void> {
  const id = certificateId(number, revoked);
  const { person, statusPlace } = viewOf(certificate, await laptop.state(id));
  const at = story.momentOf('-12 09:40');
  const day = new Date(at).toISOString().slice(0, 10);
  const reason = 'Issued under the name of a colleague who did not attend';
  const values = {
    person,
    certificate: id,
    certificateKey: key,
    statusPlace,
    day,
    reason,
    by: samplePeople.approver.name,
  };
  const word = createRecord(certificateRevocation, { scope, id: sampleId('certificate-revocation') }, values);
  await laptop.add('approver', at, [word]);
  const list = await signed(
    composeList(key, `did:key:${multikey}`, statusPlace === undefined ? [] : [statusPlace], at),
  );
  const kept = createRecord(
    certificateList,
    { scope, id: sampleId('certificate-list') },
    { certificateKey: key, at, list },
  );
  await laptop.add('trainer', at + 60_000, [kept]);
}

async function signed(credential: JsonObject): Promise<JsonObject> {
  const unsigned = await prepareProof(credential, multikey);
  return withSignature(unsigned, signEd25519(secret, unsigned.message));
}

/** What the certificates of the session say, for everybody who passed it. */
async function factsOf(laptop: SampleLaptop, at: number): Promise<CertificateFacts[]> {
  const { engine } = laptop;
  const held = viewOf(session, await laptop.state(sessionId(number)));
  const {
    title,
    aims,
    language,
    reference,
    competencies = [],
    validMonths,
    id,
  } = viewOf(course, await laptop.state(held.course ?? ''));
  const people = await rosterHere(laptop);
  const marks = await engine.open(
    (await engine.list({ type: 'attendance-mark', parent: held.id })).map((mark) => mark.id),
  );
  const recorded = recordedResults(await engine.list({ type: assessmentResult.type }));
  const attended = attendedBy(
    people.map((each) => each.id),
    daysOfSession(held.start, held.end),
    attendanceOf(marksInOrder(marks)),
  );
  return people.flatMap((person) => {
    const there = attended.get(person.id);
    if (there?.isEnough !== true) return [];
    const own = certificateId(number, person.name);
    const results = recorded.get(resultKey(person.id, held.id))?.results;
    return [
      {
        id: own,
        issuer: { did: `did:key:${multikey}`, centre: samplePeople.trainer.centre },
        key,
        statusPlace: Number.parseInt(own.slice(0, 8), 16) % placesInList,
        person,
        course: { id, title, aims, language, reference, competencies, validMonths },
        session: { id: held.id, reference: held.reference, start: held.start, end: held.end },
        attended: there,
        ...(results === undefined ? {} : { results }),
        at,
      },
    ];
  });
}

async function rosterHere({ engine }: SampleLaptop): Promise<PersonRow[]> {
  const persons = new Map((await engine.list({ type: 'person' })).map((entry) => [entry.id, personRow(entry)]));
  const enrolments = await engine.list({ type: 'enrolment', parent: sessionId(number) });
  return rosterOf(enrolments, persons).map(({ person }) => person);
}
