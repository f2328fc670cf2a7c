/** The coordinator's page: one hub and one browser, and the stories on them in their order. */
import { accountStories } from './coordinator/account.suite.ts';
import { deviceStories } from './coordinator/devices.suite.ts';
import { heldStories } from './coordinator/held-changes.suite.ts';
import { pageAtHub } from './coordinator/page-at-hub.ts';
import { waysInStories } from './coordinator/ways-in.suite.ts';

const world = pageAtHub();
accountStories(world);
deviceStories(world);
heldStories(world);
waysInStories(world);
