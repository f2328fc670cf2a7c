// First of all: see there.
import './quiet-zod.ts';
import { hostBrowser } from './browser-host.ts';

hostBrowser();
