// First of all: see there. One file, so that the engine is here after one question to the host.
import './quiet-zod.ts';
import { hostEngine } from './engine-host.ts';

hostEngine();
