/** The profiles of an installation that several people use. */
import { z } from 'zod';
import { diskFailure, never, nothing } from './shapes.ts';

const profileName = z.string().max(60);
const profileNameFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('profile-name-missing') }),
  z.object({ kind: z.literal('profile-name-taken') }),
  /** Listed, and not opened. */
  z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
  ...diskFailure.options,
]);

export const profileChannels = {
  /** Who there is to choose from; once one is chosen, that one alone. Null stands for a name that nobody gave. */
  'profiles:list': {
    input: nothing,
    output: z.object({ profiles: z.array(z.object({ id: z.string(), name: z.string().nullable() })) }),
    failure: never,
  },
  /** Opens the page of a listed profile, where none is chosen. */
  'profiles:choose': {
    input: z.object({ id: z.string().regex(/^(first|[0-9a-f]{32})$/) }),
    output: nothing,
    /** It stays as it is. */
    failure: z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
  },
  /** Lists a new profile and opens its page, where none is chosen. */
  'profiles:add': { input: z.object({ name: profileName }), output: nothing, failure: profileNameFailure },
  /** Another name for the profile of this page. */
  'profiles:rename': { input: z.object({ name: profileName }), output: nothing, failure: profileNameFailure },
  /** Locks the profile of this page and takes it off this laptop with everything it kept; the page where one chooses, or the only profile that is left, follows. */
  'profiles:remove': {
    input: nothing,
    output: nothing,
    /** The second: a wipe left a sealed file here that nobody said the hub has. */
    failure: z.discriminatedUnion('kind', [...diskFailure.options, z.object({ kind: z.literal('outbox-left') })]),
  },
  /** Locks, and loads the page where one chooses. */
  'profiles:leave': { input: nothing, output: nothing, failure: never },
} as const;
