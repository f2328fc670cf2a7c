/** Ids of the sample's exercises and their parts, and who stands for a role. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import { sampleId } from './sample-id.ts';

export const exerciseId = (key: string) => sampleId('exercise', key);

export const partId = (kind: 'objective' | 'inject', key: string, place: number) => sampleId(kind, key, String(place));

export const nameOf = (role: keyof typeof samplePeople) => samplePeople[role].name;
