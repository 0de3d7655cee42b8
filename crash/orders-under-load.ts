import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { cancelManyOrders, cancelOrder, reopenManyOrders, reopenOrder } from '@printrail/contract/cancelling';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { next, type OrderStep, placesOf } from './book.ts';
import { type LoadTools, resting } from './load-tools.ts';
import { newOrder, type OrderAtHand } from './scene.ts';

const pauseAfterManyMs = 150;
const pauseAfterOneMs = 100;
const reason = 'No longer wanted';

/** Orders without an invoice, which go round the track, back, out and in again. */
export class OrdersUnderLoad {
  private readonly tools: LoadTools;
  private created = 0;

  constructor(tools: LoadTools) {
    this.tools = tools;
  }

  async changeOne(orders: readonly OrderAtHand[]): Promise<void> {
    const { journal, book, mix, random } = this.tools;
    const order = orders[Math.floor(random() * orders.length)];
    if (!order) return;
    const course = book.order(order.key);
    const params = { id: order.id };
    const chance = mix === 'everything' ? random() : 1;
    const ask = (step: OrderStep, asked: () => Promise<unknown>) => book.ask([next(course, step)], asked);
    if (course.steps.at(-1) === 'cancelled') {
      await ask('reopened', () => journal.ask(reopenOrder, { params, body: {} }));
    } else if (chance < 0.1) {
      await ask('cancelled', () => journal.ask(cancelOrder, { params, body: { reason } }));
    } else if (chance < 0.35 && placesOf(course).length > 0) {
      await ask('undone', () => journal.ask(undoChange, { params, body: {} }));
    } else {
      const statusId = this.statusAfter(order);
      await ask(statusId, () => journal.ask(changeStatus, { params, body: { statusId } }));
    }
  }

  /** Takes all of its orders to their next status, or out and in again; with everything else it takes some of that back. */
  async changeMany(orders: readonly OrderAtHand[]): Promise<void> {
    const [first] = orders;
    if (!first) return;
    const { journal, book, mix, random, atWork } = this.tools;
    const selection = { orders: orders.map(({ id }) => ({ id })) };
    const ask = <Answer>(step: OrderStep, asked: () => Promise<Answer>) => {
      const steps = orders.map(({ key }) => next(book.order(key), step));
      return book.ask(steps, () => atWork('bulk', asked));
    };
    if (mix === 'everything' && random() < 0.2) {
      await ask('cancelled', () => journal.ask(cancelManyOrders, { body: { selection, reason } }));
      await ask('reopened', () => journal.ask(reopenManyOrders, { body: { selection } }));
      return resting(pauseAfterManyMs);
    }
    const statusId = this.statusAfter(first);
    const { bulkChangeId } = await ask(statusId, () =>
      journal.ask(changeManyStatuses, { body: { statusId, selection } }),
    );
    await resting(pauseAfterManyMs);
    if (mix === 'changes' || random() < 0.7) return;
    await ask('undone', () => journal.ask(undoBulkChange, { params: { id: bulkChangeId }, body: {} }));
  }

  async create(): Promise<void> {
    const { journal, scene, book } = this.tools;
    this.created += 1;
    await newOrder(journal, book, scene, `new-${this.created}`);
    await resting(pauseAfterOneMs);
  }

  /** The status after the one where the order stands, round the track. */
  private statusAfter({ key }: OrderAtHand): number {
    const { scene, book } = this.tools;
    const place = placesOf(book.order(key)).at(-1) ?? scene.track[0] ?? 0;
    return scene.track[(scene.track.indexOf(place) + 1) % scene.track.length] ?? 0;
  }
}
