import type { Book } from './book.ts';
import { ImportsUnderLoad } from './imports-under-load.ts';
import { type LoadTools, resting, type Work } from './load-tools.ts';
import { OrdersUnderLoad } from './orders-under-load.ts';
import { SalesUnderLoad } from './sales-under-load.ts';

const pauseMs = 20;
const lanes = 3;
const salesLanes = 2;

/** Requests in several lanes at once, each with records of its own, so that what must have become of each is known. */
export class Load {
  readonly book: Book;
  readonly lengthMs: Record<Work, number> = { bulk: 100, import: 100, ordering: 20, completing: 20 };
  onWork: (work: Work) => void = () => undefined;
  /** Whether there is too much still to be sent to go on. */
  isFull = false;
  private readonly tools: LoadTools;
  private readonly orders: OrdersUnderLoad;
  private readonly sales: SalesUnderLoad;
  private readonly imports: ImportsUnderLoad;
  private isStopped = true;
  private working: Promise<unknown> = Promise.resolve();

  constructor(given: Omit<LoadTools, 'atWork'>) {
    this.book = given.book;
    this.tools = { ...given, atWork: (work, asked) => this.atWork(work, asked) };
    this.orders = new OrdersUnderLoad(this.tools);
    this.sales = new SalesUnderLoad(this.tools);
    this.imports = new ImportsUnderLoad(this.tools);
  }

  async start(): Promise<void> {
    this.isStopped = false;
    const { scene, mix } = this.tools;
    const half = Math.ceil(scene.orders.length / 2);
    const single = Array.from({ length: lanes }, (_, lane) =>
      scene.orders.slice(0, half).filter((_, at) => at % lanes === lane),
    );
    const many = scene.orders.slice(half);
    const changing = [...single.map((some) => () => this.orders.changeOne(some)), () => this.orders.changeMany(many)];
    if (mix === 'everything') await this.sales.chooseCreation();
    const selling = Array.from({ length: salesLanes }, () => () => this.sales.sell());
    const adding = [...selling, () => this.orders.create(), () => this.imports.import()];
    const all = mix === 'everything' ? [...changing, ...adding] : changing;
    this.working = Promise.all(all.map((once) => this.repeat(once)));
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

  private async atWork<Answer>(work: Work, asked: () => Promise<Answer>): Promise<Answer> {
    this.onWork(work);
    const began = performance.now();
    const answer = await asked();
    this.lengthMs[work] = performance.now() - began;
    return answer;
  }
}
