import type { HistoryEntry } from '@printrail/contract/history';
import type { Generated } from 'kysely';
import type { IsoDate } from '../platform/iso-date.ts';

export type InvoiceTable = {
  id: Generated<number>;
  number: string;
  numberKey: string;
  clientId: number;
  sessionId: number | null;
  date: IsoDate;
  deliveryDate: IsoDate | null;
  deliveredDate: IsoDate | null;
  statusId: number;
  statusSinceDate: IsoDate;
  statusDueDate: IsoDate | null;
  tax: number;
  shipping: number;
  total: number;
  paid: number;
  notes: string;
  externalKey: string | null;
  createdAt: number;
  version: Generated<number>;
};

export type InvoiceLineTable = {
  id: Generated<number>;
  invoiceId: number;
  position: number;
  productId: number;
  description: string;
  quantity: number;
  price: number;
  /** Ten-thousandths of the price. */
  discount: number;
  total: number;
  vendorId: number | null;
  isNotOrdered: boolean;
  externalKey: string | null;
};

export type PaymentTable = {
  id: Generated<number>;
  invoiceId: number;
  date: IsoDate;
  amount: number;
  note: string;
  externalKey: string | null;
};

/** Where an order is on its cycle: what a status change reads, writes, and undo restores. */
export type PlaceColumns = {
  statusId: number;
  sinceDate: IsoDate;
  dueDate: IsoDate | null;
  isDueDateOverridden: boolean;
  responsibleUserId: number | null;
  departmentId: number | null;
  /** Names the entry this visit belongs to; a resumed visit keeps the entry it had. */
  entry: number;
  /** Business days a resumed visit had left; null for a fresh one. */
  daysLeft: number | null;
  /** The resume place as JSON while on a side status. */
  resume: string | null;
  completedDate: IsoDate | null;
  completedById: number | null;
};

export type OrderTable = PlaceColumns & {
  id: Generated<number>;
  number: string;
  numberKey: string;
  typeId: number;
  vendorId: number;
  invoiceId: number | null;
  clientId: number | null;
  state: 'open' | 'completed' | 'cancelled';
  orderDate: IsoDate;
  enteredById: number | null;
  vendorOrderNumber: string;
  vendorInvoiceNumber: string;
  vendorInvoiceAmount: number | null;
  studioNotes: string;
  vendorNotes: string;
  value: number;
  /** From this date on the order is at risk; null: never, as things stand. */
  riskDate: IsoDate | null;
  reorderOfId: number | null;
  reorderReasonId: number | null;
  /** The latest change that undo can take back. */
  lastChangeId: number | null;
  /** Sort keys of what is read through other records. */
  clientKey: string;
  vendorKey: string;
  searchText: string;
  createdAt: number;
  externalKey: Generated<string | null>;
  version: Generated<number>;
};

export type OrderLineTable = {
  id: Generated<number>;
  orderId: number;
  position: number;
  invoiceLineId: number | null;
  productId: number | null;
  description: string;
  invoiceQuantity: number | null;
  quantity: number;
  cost: number;
  note: string;
  externalKey: Generated<string | null>;
};

/** One row per visit that ended or other event; rows are only added. */
export type HistoryTable = {
  id: Generated<number>;
  orderId: number;
  kind: HistoryEntry['kind'];
  at: number;
  userId: number | null;
  apiKeyId: number | null;
  through: string;
  fromStatusId: number | null;
  toStatusId: number | null;
  changeDate: IsoDate | null;
  /** The visit's date completed; null when it ended not complete. */
  visitCompletedDate: IsoDate | null;
  daysLate: number | null;
  note: string;
  bulkChangeId: number | null;
  undoesId: number | null;
  /** The change that was undoable before this one. */
  previousChangeId: number | null;
  externalKey: Generated<string | null>;
  /** Who did it by the system it was imported from; as well where a user of that name is known. */
  who: Generated<string | null>;
} & { [Column in keyof Omit<PlaceColumns, 'statusId'>]: PlaceColumns[Column] | null };
