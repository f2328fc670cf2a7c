/** Every planted bug, and where it shows itself. */
import { bugsOfDevices } from './of-devices.ts';
import { bugsOfHubs } from './of-hubs.ts';
import { bugsOfRooms } from './of-rooms.ts';

export const plantedBugs = [...bugsOfDevices, ...bugsOfHubs, ...bugsOfRooms];
