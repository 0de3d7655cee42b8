import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { importFiles } from '@printrail/contract/imports';
import type { Journal } from './journal.ts';
import { newOrder, type Scene } from './scene.ts';

/** What is done to the studio while it is killed: status changes alone, or everything that writes. */
export type Mix = 'changes' | 'everything';

/** What is acknowledged to have become of an order, in the order in which it did: the status it went to, or 'undone'. */
export type Life = (number | 'undone')[];

const pauseMs = 20;
const pauseAfterManyMs = 150;
const lanes = 3;
const clientsPerImport = 40;

/** Requests in several lanes at once, each with orders of its own, so that what must have become of each is known. */
export class Load {
  readonly lives = new Map<number, Life>();
  /** Clients by the external key they were imported with, and the name they were acknowledged to have. */
  readonly imported = new Map<string, string>();
  /** How long a bulk takes, and whoever wants to know when the next is on its way. */
  bulkMs = 100;
  onBulk: () => void = () => undefined;
  /** Whether there is too much still to be sent to go on. */
  isFull = false;
  private readonly journal: Journal;
  private readonly scene: Scene;
  private readonly mix: Mix;
  private readonly random: () => number;
  private isStopped = true;
  private working: Promise<unknown> = Promise.resolve();

  constructor(journal: Journal, scene: Scene, mix: Mix, random: () => number) {
    this.journal = journal;
    this.scene = scene;
    this.mix = mix;
    this.random = random;
    for (const id of scene.orderIds) this.lives.set(id, []);
  }

  start(): void {
    this.isStopped = false;
    const { orderIds } = this.scene;
    const half = Math.ceil(orderIds.length / 2);
    const single = Array.from({ length: lanes }, (_, lane) =>
      orderIds.slice(0, half).filter((_, at) => at % lanes === lane),
    );
    const working = [
      ...single.map((ids) => this.repeat(() => this.changeOne(ids))),
      this.repeat(() => this.changeMany(orderIds.slice(half))),
      ...(this.mix === 'everything' ? [this.repeat(() => this.create()), this.repeat(() => this.import())] : []),
    ];
    this.working = Promise.all(working);
    // Told by whoever stops the load.
    this.working.catch(() => undefined);
  }

  /** Ends once everything asked for is answered; throws what was refused. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.working;
  }

  private async repeat(once: () => Promise<void>): Promise<void> {
    while (!this.isStopped) {
      if (!this.isFull) await once();
      await resting(pauseMs);
    }
  }

  private async changeOne(ids: readonly number[]): Promise<void> {
    const id = ids[Math.floor(this.random() * ids.length)] ?? 0;
    const params = { id };
    const life = this.lives.get(id) ?? [];
    if (this.mix === 'everything' && this.random() < 0.3 && placesOf(life).length > 0) {
      await this.journal.ask(undoChange, { params, body: {} });
      life.push('undone');
    } else {
      const statusId = this.next(life);
      await this.journal.ask(changeStatus, { params, body: { statusId } });
      life.push(statusId);
    }
  }

  /** Takes all of its orders to their next status; with everything else it takes some of that back. */
  private async changeMany(ids: readonly number[]): Promise<void> {
    const statusId = this.next(this.lives.get(ids[0] ?? 0) ?? []);
    this.onBulk();
    const began = performance.now();
    const body = { statusId, selection: { orders: ids.map((id) => ({ id })) } };
    const { bulkChangeId } = await this.journal.ask(changeManyStatuses, { body });
    this.bulkMs = performance.now() - began;
    for (const id of ids) this.lives.get(id)?.push(statusId);
    await resting(pauseAfterManyMs);
    if (this.mix === 'changes' || this.random() < 0.7) return;
    await this.journal.ask(undoBulkChange, { params: { id: bulkChangeId }, body: {} });
    for (const id of ids) this.lives.get(id)?.push('undone');
  }

  private async create(): Promise<void> {
    this.lives.set(await newOrder(this.journal, this.scene), []);
    await resting(100);
  }

  /** Some clients again with other names, and one that is new. */
  private async import(): Promise<void> {
    const known = [...this.imported.keys()].slice(-clientsPerImport);
    const keys = [...known, `key-${this.imported.size}`];
    const rows = keys.map((key) => [key, `Client ${key} ${Math.floor(this.random() * 1e9)}`] as const);
    const step = {
      file: 'clients.csv',
      into: 'clients',
      key: { column: 'id' },
      fields: { name: { column: 'name' } },
    } as const;
    const files = { 'clients.csv': ['id,name', ...rows.map((row) => row.join(','))].join('\n') };
    await this.journal.ask(importFiles, { body: { mapping: { steps: [step] }, files } });
    for (const [key, name] of rows) this.imported.set(key, name);
    await resting(200);
  }

  /** The status after the one where the order stands, round the track. */
  private next(life: Life): number {
    const { track } = this.scene;
    const place = placesOf(life).at(-1) ?? track[0] ?? 0;
    return track[(track.indexOf(place) + 1) % track.length] ?? 0;
  }
}

/** The statuses an order was taken to and not back from. */
export function placesOf(life: Life): number[] {
  const places: number[] = [];
  for (const each of life) {
    if (each === 'undone') places.pop();
    else places.push(each);
  }
  return places;
}

function resting(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
