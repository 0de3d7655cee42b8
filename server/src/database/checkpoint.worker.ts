import { parentPort, workerData } from 'node:worker_threads';
import { openToWrite } from './writing.ts';

const everyMs = 1_000;
const { file } = workerData as { file: string };

const connection = openToWrite(file);
const timer = setInterval(() => {
  // Passive: it takes what no reader or writer needs and leaves the rest for the next time.
  try {
    connection.exec('pragma wal_checkpoint(passive)');
  } catch {
    // Locked by another process; the next round takes it.
  }
}, everyMs);

parentPort?.on('message', () => {
  clearInterval(timer);
  connection.close();
  process.exit(0);
});
