import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../platform/refusal.ts';
import type { Tx } from './connect.ts';

type Waiting = {
  operation: (tx: Tx) => Promise<unknown>;
  alone: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

const longestWaitForLockMs = 15_000;
const mostInBatch = 256;

/**
 * The one writer of this process. Operations that wait at the same time share one commit: they run strictly one after
 * another, each in a savepoint of its own, and are acknowledged together once the commit is on disk.
 */
export class WriteQueue {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private readonly connection: DatabaseSync;
  private readonly tx: Tx;

  constructor(connection: DatabaseSync, tx: Tx) {
    this.connection = connection;
    this.tx = tx;
  }

  add<Result>(operation: (tx: Tx) => Promise<Result>, alone: boolean): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ operation, alone, resolve: resolve as (value: unknown) => void, reject });
      // A turn of the event loop lets requests that arrived together enter the same batch.
      this.running ??= new Promise<void>((next) => setImmediate(next)).then(() => this.drain());
    });
  }

  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.nextBatch();
      try {
        await this.commitTogether(batch);
      } catch (error) {
        for (const each of batch) each.reject(error);
      }
      // Answers leave, and new requests come in, before the next batch is taken.
      await new Promise<void>((next) => setImmediate(next));
    }
    this.running = undefined;
  }

  private nextBatch(): Waiting[] {
    const firstAlone = this.waiting.findIndex((each) => each.alone);
    const size = firstAlone === 0 ? 1 : firstAlone === -1 ? mostInBatch : Math.min(firstAlone, mostInBatch);
    return this.waiting.splice(0, size);
  }

  private async commitTogether(batch: readonly Waiting[]): Promise<void> {
    await this.begin();
    const outcomes: (() => void)[] = [];
    try {
      const isShared = batch.length > 1;
      for (const each of batch) outcomes.push(await this.run(each, isShared));
      if (this.connection.isTransaction) this.connection.exec('commit');
    } catch (error) {
      if (this.connection.isTransaction) this.connection.exec('rollback');
      throw new Refusal('studio.busy', { reason: String(error) });
    }
    for (const tell of outcomes) tell();
  }

  /** Only in a shared transaction: inside a savepoint each statement takes the longer, the more pages changed before it. */
  private async run({ operation, resolve, reject }: Waiting, isShared: boolean): Promise<() => void> {
    if (isShared) this.connection.exec('savepoint operation');
    try {
      const result = await operation(this.tx);
      if (isShared) this.connection.exec('release operation');
      return () => resolve(result);
    } catch (error) {
      // SQLite may have rolled the whole transaction back itself (disk full); then nothing of the batch stands.
      if (!this.connection.isTransaction) throw error;
      this.connection.exec(isShared ? 'rollback to operation; release operation' : 'rollback');
      return () => reject(error);
    }
  }

  /** Another process (the command line) may hold the lock; waiting for it must not stop this process. */
  private async begin(): Promise<void> {
    const until = performance.now() + longestWaitForLockMs;
    for (let waitMs = 2; ; waitMs = Math.min(waitMs * 2, 50)) {
      try {
        this.connection.exec('begin immediate');
        return;
      } catch (error) {
        if (!isLocked(error) || performance.now() > until) throw new Refusal('studio.busy', { reason: String(error) });
        await pause(waitMs);
      }
    }
  }
}

function isLocked(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0;
  return (code & 0xff) === 5 || (code & 0xff) === 6;
}
