import type { Generated } from 'kysely';
import type { IsoDate } from '../platform/iso-date.ts';

/** Every table as the code sees it; migrations/ says the same to the database, a test holds them together. */
export type Tables = {
  migrations: { name: string; appliedAt: number };
  studio: { id: number; preferences: string; version: number; settingsVersion: number };
  closures: { id: Generated<number>; fromDate: IsoDate; toDate: IsoDate; name: string; version: Generated<number> };
  counters: { name: string; value: number };
  users: UserTable;
  departments: { id: Generated<number>; name: string; nameKey: string; isActive: boolean; version: Generated<number> };
  userDepartments: { userId: number; departmentId: number };
  signIns: { id: Generated<number>; tokenHash: string; userId: number; createdAt: number; seenAt: number; expiresAt: number };
  signInFailures: { key: string; count: number; until: number };
  apiKeys: ApiKeyTable;
  auditEntries: AuditTable;
  idempotencyKeys: IdempotencyTable;
  clients: ClientTable;
  sessions: SessionTable;
  vendors: VendorTable;
  products: ProductTable;
  productionTypes: TypeTable;
  productionStatuses: StatusTable;
  invoiceStatuses: InvoiceStatusTable;
  invoices: InvoiceTable;
  invoiceLines: InvoiceLineTable;
  payments: PaymentTable;
  productionOrders: OrderTable;
  orderSearch: { rowid: number; orderSearch: string };
  orderLines: OrderLineTable;
  orderHistory: HistoryTable;
  bulkChanges: { id: Generated<number>; at: number; userId: number | null; apiKeyId: number | null; count: number; undoesId: number | null };
};

type UserTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  email: string;
  emailKey: string;
  passwordHash: string;
  isOwner: boolean;
  isActive: boolean;
  rights: string;
  createdAt: number;
  version: Generated<number>;
};

type ApiKeyTable = {
  id: Generated<number>;
  name: string;
  prefix: string;
  tokenHash: string;
  rights: string;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

type AuditTable = {
  id: Generated<number>;
  at: number;
  userId: number | null;
  apiKeyId: number | null;
  through: string;
  action: string;
  record: string;
  recordId: number | null;
  before: string;
  after: string;
};

type IdempotencyTable = {
  scope: string;
  key: string;
  request: string;
  status: number;
  answer: string;
  at: number;
};

type AddressColumns = { street: string; city: string; region: string; postalCode: string; country: string };

type ClientTable = AddressColumns & {
  id: Generated<number>;
  name: string;
  nameKey: string;
  searchText: string;
  email: string | null;
  phone: string;
  contactName: string;
  doNotCall: boolean;
  doNotMarket: boolean;
  notes: string;
  isActive: boolean;
  externalKey: string | null;
  version: Generated<number>;
};

type SessionTable = {
  id: Generated<number>;
  clientId: number;
  name: string;
  nameKey: string;
  date: IsoDate | null;
  notes: string;
  externalKey: string | null;
  version: Generated<number>;
};

type VendorTable = AddressColumns & {
  id: Generated<number>;
  name: string;
  nameKey: string;
  searchText: string;
  contactName: string;
  email: string | null;
  phone: string;
  website: string;
  accountNumber: string;
  isInHouse: boolean;
  defaultTypeId: number | null;
  orderNumbers: 'pattern' | 'typed';
  notes: string;
  isActive: boolean;
  externalKey: string | null;
  version: Generated<number>;
};

type ProductTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  searchText: string;
  code: string | null;
  codeKey: string | null;
  price: number;
  cost: number;
  preferredVendorId: number | null;
  vendorDescription: string;
  vendorMultiplier: number;
  isNotOrdered: boolean;
  isActive: boolean;
  externalKey: string | null;
  version: Generated<number>;
};

type TypeTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  kind: 'print' | 'generic';
  position: number;
  isActive: boolean;
  version: Generated<number>;
};

type StatusTable = {
  id: Generated<number>;
  typeId: number;
  name: string;
  nameKey: string;
  position: number;
  duration: number | null;
  isInitial: boolean;
  isFinal: boolean;
  isSide: boolean;
  isActive: boolean;
  departmentId: number | null;
  userId: number | null;
  workflowStage: string;
  clientWording: string;
  color: string;
  version: Generated<number>;
};

type InvoiceStatusTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  position: number;
  duration: number | null;
  isInitial: boolean;
  isFinal: boolean;
  isActive: boolean;
  color: string;
  version: Generated<number>;
};

type InvoiceTable = {
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

type InvoiceLineTable = {
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

type PaymentTable = {
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

type OrderTable = PlaceColumns & {
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
  /** The latest change that undo can take back. */
  lastChangeId: number | null;
  /** Sort keys of what is read through other records. */
  clientKey: string;
  vendorKey: string;
  searchText: string;
  createdAt: number;
  version: Generated<number>;
};

type OrderLineTable = {
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
};

/** One row per visit that ended or other event; rows are only added. */
type HistoryTable = {
  id: Generated<number>;
  orderId: number;
  kind: 'created' | 'change' | 'undo' | 'lines_added' | 'edited' | 'note';
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
} & { [Column in keyof Omit<PlaceColumns, 'statusId'>]: PlaceColumns[Column] | null };
