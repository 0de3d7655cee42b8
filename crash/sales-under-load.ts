import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { listInvoiceOrders } from '@printrail/contract/hub';
import { addInvoice, changeInvoiceStatus } from '@printrail/contract/invoices';
import { addPayment } from '@printrail/contract/payments';
import { type Next, next, type OrderStep, type SaleState } from './book.ts';
import { type LoadTools, resting } from './load-tools.ts';
import { orderKeyOf } from './scene.ts';

const pauseMs = 20;
const price = 1_000;
const quantities = [2, 1, 3];
const total = price * quantities.reduce((sum, each) => sum + each, 0);
const all = quantities.join();
const none = quantities.map(() => 0).join();

/** An invoice at hand, with its order from each of the two vendors. */
type Sale = { key: string; id: number; orderIds: readonly number[] };

/** Invoices that are paid, cause their production orders, and are completed by them. */
export class SalesUnderLoad {
  private readonly tools: LoadTools;
  private sold = 0;
  private creation: 'paid_in_full' | 'invoice_status' = 'invoice_status';

  constructor(tools: LoadTools) {
    this.tools = tools;
  }

  /** Has the orders created by the other event from now on. */
  async chooseCreation(): Promise<void> {
    const { journal, scene } = this.tools;
    const { inProduction, complete } = scene.invoiceStatuses;
    this.creation = this.creation === 'paid_in_full' ? 'invoice_status' : 'paid_in_full';
    const when = this.creation === 'invoice_status' ? { invoiceStatusId: inProduction } : {};
    const { version } = await journal.ask(getPreferences);
    const body = {
      orderCreation: { event: this.creation, ...when, how: 'at_once' as const },
      invoiceCompletion: { setStatusId: complete, setDeliveredDate: true, notifyUser: false },
    };
    await journal.ask(updatePreferences, { version, body });
  }

  /** The whole life of an invoice. */
  async sell(): Promise<void> {
    const { random } = this.tools;
    this.sold += 1;
    const key = `sale-${this.sold}`;
    const id = await this.add(key);
    await this.pay(key, id, price);
    const sale = await this.order(key, id);
    if (random() < 0.3) await this.cancelAndReopen(sale);
    const times = random() < 0.5 ? 2 : 1;
    const isTogether = random() < 0.5;
    for (let time = 1; time <= times; time++) {
      if (isTogether) await this.finishTogether(sale, time < times);
      else await this.finishOneByOne(sale, time < times);
    }
  }

  private async add(key: string): Promise<number> {
    const { journal, scene } = this.tools;
    const lines = scene.productIds.map((productId, at) => ({ productId, quantity: quantities[at] ?? 1, price }));
    const body = { clientId: scene.clientId, externalKey: key, lines };
    const { initial } = scene.invoiceStatuses;
    const added = { statusId: initial, paid: 0, isDelivered: false, ordered: none, entries: 0 };
    return (await this.ask(key, added, [], () => journal.ask(addInvoice, { body }))).id;
  }

  private async pay(key: string, id: number, amount: number, more: Partial<SaleState> = {}): Promise<void> {
    const { journal } = this.tools;
    const steps = more.ordered ? this.bothOrders(key, 'created') : [];
    const paid = (this.stateOf(key)?.paid ?? 0) + amount;
    await this.ask(key, { ...more, paid }, steps, () => journal.ask(addPayment, { params: { id }, body: { amount } }));
  }

  /** What the studio chose happens to the invoice, and its orders come into being. */
  private async order(key: string, id: number): Promise<Sale> {
    const { journal, scene, atWork } = this.tools;
    const statusId = scene.invoiceStatuses.inProduction;
    if (this.creation === 'paid_in_full') {
      await atWork('ordering', () => this.pay(key, id, total - price, { ordered: all }));
    } else {
      await this.ask(key, { statusId, ordered: all }, this.bothOrders(key, 'created'), () =>
        atWork('ordering', () => journal.ask(changeInvoiceStatus, { params: { id }, body: { statusId } })),
      );
    }
    const { items } = await journal.ask(listInvoiceOrders, { params: { id } });
    const orderIds = scene.vendors.map((vendor) => items.find(({ vendorId }) => vendorId === vendor.id)?.id ?? 0);
    return { key, id, orderIds };
  }

  private async cancelAndReopen({ key, orderIds: [id = 0] }: Sale): Promise<void> {
    const { journal } = this.tools;
    const params = { id };
    // The first vendor makes the first two lines.
    const ordered = quantities.map((quantity, at) => (at < 2 ? 0 : quantity)).join();
    await this.ask(key, { ordered }, [this.orderStep(key, 0, 'cancelled')], () =>
      journal.ask(cancelOrder, { params, body: { reason: 'Wrong size' } }),
    );
    await this.ask(key, { ordered: all }, [this.orderStep(key, 0, 'reopened')], () =>
      journal.ask(reopenOrder, { params, body: {} }),
    );
  }

  /** Finishes the orders, which completes the invoice, and takes the last of it back if wanted. */
  private async finishOneByOne({ key, orderIds: [one = 0, other = 0] }: Sale, isTakenBack: boolean): Promise<void> {
    const { journal, book, scene, atWork } = this.tools;
    const body = { statusId: scene.doneId };
    const first = this.orderStep(key, 0, scene.doneId);
    if (first.course.steps.at(-1) !== scene.doneId) {
      await book.ask([first], () => journal.ask(changeStatus, { params: { id: one }, body }));
    }
    const before = this.stateOf(key);
    await this.ask(key, this.completed(key), [this.orderStep(key, 1, scene.doneId)], () =>
      atWork('completing', () => journal.ask(changeStatus, { params: { id: other }, body })),
    );
    if (!isTakenBack) return;
    await this.ask(key, this.takenBack(key, before), [this.orderStep(key, 1, 'undone')], () =>
      journal.ask(undoChange, { params: { id: other }, body: {} }),
    );
  }

  private async finishTogether({ key, orderIds }: Sale, isTakenBack: boolean): Promise<void> {
    const { journal, scene, atWork } = this.tools;
    const body = { statusId: scene.doneId, selection: { orders: orderIds.map((id) => ({ id })) } };
    const before = this.stateOf(key);
    const { bulkChangeId } = await this.ask(key, this.completed(key), this.bothOrders(key, scene.doneId), () =>
      atWork('completing', () => journal.ask(changeManyStatuses, { body })),
    );
    if (!isTakenBack) return;
    await this.ask(key, this.takenBack(key, before), this.bothOrders(key, 'undone'), () =>
      journal.ask(undoBulkChange, { params: { id: bulkChangeId }, body: {} }),
    );
  }

  private completed(key: string): Partial<SaleState> {
    const entries = (this.stateOf(key)?.entries ?? 0) + 1;
    return { statusId: this.tools.scene.invoiceStatuses.complete, isDelivered: true, entries };
  }

  /** The invoice is as it was; that it had entered the status stays true. */
  private takenBack(key: string, before: SaleState | undefined): Partial<SaleState> {
    return { ...before, entries: this.stateOf(key)?.entries ?? 0 };
  }

  private stateOf(key: string): SaleState | undefined {
    return this.tools.book.sale(key).steps.at(-1);
  }

  /** Asks for what makes the invoice so, and takes its orders these steps. */
  private async ask<Answer>(
    key: string,
    more: Partial<SaleState>,
    orders: readonly Next[],
    asked: () => Promise<Answer>,
  ): Promise<Answer> {
    const { book } = this.tools;
    const state = { ...this.stateOf(key), ...more } as SaleState;
    const answer = await book.ask([next(book.sale(key), state), ...orders], asked);
    await resting(pauseMs);
    return answer;
  }

  private orderStep(key: string, vendor: 0 | 1, step: OrderStep): Next {
    const { book, scene } = this.tools;
    return next(book.order(orderKeyOf(key, scene.vendors[vendor]?.name ?? '')), step);
  }

  private bothOrders(key: string, step: OrderStep): Next[] {
    return [this.orderStep(key, 0, step), this.orderStep(key, 1, step)];
  }
}
