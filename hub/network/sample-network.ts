/** The sample network: invented states, centres and people, one for each role, always labelled as a sample. */
import type { Profile, ScopeInfo } from '../../shared/domain/identity.ts';
import type { Grant, Role } from '../../shared/domain/policy/roles.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export const sampleName = 'Varenia network';

const person = (n: number, name: string, centre: string): Profile => ({
  person: `5a3b1e00-0000-4000-8000-0000000000${n.toString(16).padStart(2, '0')}`,
  name,
  centre,
});
const scope = (n: number, name: string, centre?: string): ScopeInfo => ({
  id: `5a3b1e00-0000-4000-9000-0000000000${n.toString(16).padStart(2, '0')}`,
  name,
  ...(centre === undefined ? {} : { centre }),
});

const capital = 'Varenia hub';
const [coast, highlands, lakes] = ['Sorrel Coast', 'Tolmara Highlands', 'Perrin Lakes'];

/** Doctrine of the whole network, and the working papers of two centres. */
export const sampleScopes = {
  doctrine: scope(1, 'Network doctrine'),
  coast: scope(2, 'Sorrel Coast working papers', coast),
  highlands: scope(3, 'Tolmara Highlands working papers', highlands),
} as const;

/** Who stands for each role. */
export const samplePeople: Readonly<Record<Role, Profile>> = {
  investigator: person(1, 'Ines Calder', coast),
  trainer: person(2, 'Tomasz Veld', highlands),
  translator: person(3, 'Layla Haddad', coast),
  reviewer: person(4, 'Jonas Okafor', lakes),
  approver: person(5, 'Mireille Sauvage', highlands),
  coordinator: person(6, 'Anneke Duarte', capital),
  steward: person(7, 'Wen Jiahui', capital),
  director: person(8, 'Ruslan Emirov', coast),
  auditor: person(9, 'Paloma Rey', 'Office of the Auditor'),
  guest: person(10, 'Sefa Lindqvist', 'Visiting from Ondra Bay'),
};

/** Everybody, the ones who open the app most often first. */
export const samplePersons: readonly Profile[] = Object.values(samplePeople);

/** Roles that ended before anybody opened the sample: a laptop that has not heard of it still writes, and is held. */
export const formerGrants: readonly Grant[] = [
  { person: samplePeople.guest.person, scope: sampleScopes.doctrine.id, roles: ['translator'] },
];

/** The roles whose people work in a centre's own papers too. */
const inCentres: readonly Role[] = ['investigator', 'trainer', 'translator', 'coordinator', 'steward', 'director'];

/** Fills a founded hub; changes nothing when it is filled already. */
export async function fillSampleNetwork(tx: HubTransaction): Promise<void> {
  for (const profile of samplePersons) await tx.addPerson(profile);
  for (const info of Object.values(sampleScopes)) await tx.addScope(info);
  for (const { person, scope, roles } of formerGrants) {
    const known = await tx.grantsKnown([person], await tx.grantsVersion());
    // Given here, taken by the roles in force below; once, or every start of the hub would count the grants up.
    if (known.length === 0) await tx.setRoles(person, scope, roles);
  }
  for (const [role, profile] of Object.entries(samplePeople) as [Role, Profile][]) {
    await tx.setRoles(profile.person, sampleScopes.doctrine.id, [role]);
    if (!inCentres.includes(role)) continue;
    await tx.setRoles(profile.person, sampleScopes.coast.id, [role]);
    await tx.setRoles(profile.person, sampleScopes.highlands.id, [role]);
  }
}
