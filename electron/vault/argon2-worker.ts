/** A thread that stretches one passphrase and ends: its hundreds of megabytes go with it, and the window stays alive. */
import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from './argon2.ts';
import type { StretchOrder } from './stretch.ts';

const { passphrase, salt, cost } = workerData as StretchOrder;
void argon2id(passphrase, salt, cost).then((key) => parentPort?.postMessage(key));
