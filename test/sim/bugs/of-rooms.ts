/** Bugs of laptops in one room, of laptops that are lost, and of devices that are revoked. */
import { bug, type PlantedBug } from './planted-bug.ts';

export const bugsOfRooms: readonly PlantedBug[] = [
  bug(
    'what others gave is put away before the hub has answered for it',
    'shared/sync/room/shelf.ts',
    '(isLacking || rows.some((row) => isOpen(core, row)))',
    'isLacking',
    { says: /is nowhere at the hub/ },
  ),
  bug(
    'a purge leaves what came from the room in the journal',
    'shared/sync/erase-purged.ts',
    'if (read.ok && read.value === scope) parts.push({ position, frames: filler(frame.bytes.length) });\n    } else if (isPage(frame))',
    'if (!read.ok) break;\n    } else if (isPage(frame))',
    { says: /still holds .* in its journal/ },
  ),
  bug(
    'a laptop speaks of scopes that the other one may not read',
    'shared/sync/room/authenticate.ts',
    'return [...new Set(scopesOf(theirs))]',
    'void theirs;\n  return [...ours]',
    { says: /shows no role there/ },
  ),
  bug(
    'a laptop exchanges with one that it knows to be revoked',
    'shared/protocol/device-certificate.ts',
    'if (revoked !== undefined) {',
    'if (revoked !== undefined && now < 0) {',
    { says: /knew to be revoked/ },
  ),
  bug(
    'a revoked laptop gets pages',
    'hub/sync/decide-exchange.ts',
    'if (device.revokedAt !== null) {',
    'if (device.revokedAt !== null && request.value.batches.length > 0) {',
    { says: /the hub answered .*, which is revoked/ },
  ),
  bug(
    'what a revoked laptop brings is thrown away',
    'hub/sync/decide-exchange.ts',
    'if (await hasRoomToHold(tx, device.id))',
    'if (batches.length === 0)',
    { says: /is nowhere at the hub/ },
  ),
];
