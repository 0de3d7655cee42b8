import { parentPort, workerData } from 'node:worker_threads';
import { readToHandOver } from './read-json.ts';

const { body } = workerData as { body: Uint8Array };
parentPort?.postMessage(readToHandOver(body));
