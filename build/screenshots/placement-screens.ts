/** Placements: the list, one with its report, its money, the forms of both. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import { placementId } from '../sample/fill-placements.ts';
import type { Screen } from './camera.ts';

const path = `/training/placements/${placementId('quay-to-lakes')}`;
const late = `/training/placements/${placementId('liaison-school')}`;
const person = samplePeople.coordinator.person;

export const placementScreens: readonly Screen[] = [
  { name: 'placements', path: '/training/placements' },
  { name: 'placement', path, person },
  { name: 'placement-due', path: late, size: [1366, 768], person },
  { name: 'placement-edit', path: `${path}/edit`, person },
  { name: 'placement-report', path: `${late}/report`, person },
  { name: 'placement-costs', path: `${path}/costs`, person },
];
