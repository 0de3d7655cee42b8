import type { Notice } from '@printrail/contract/notices';
import type { Generated } from 'kysely';
import type { IsoDate } from '../platform/iso-date.ts';
import type { DeliverySecretTable, DeliverySettingsTable, MessageTable, TemplateTable } from './delivery-tables.ts';
import type {
  HistoryTable,
  InvoiceLineTable,
  InvoiceTable,
  OrderLineTable,
  OrderTable,
  PaymentTable,
} from './order-tables.ts';
import type { FiringTable, TaskTable, TaskTypeTable, TriggerTable } from './trigger-tables.ts';

/** Every table as the code sees it; schema.sql shows what the database sees. */
export type Tables = {
  migrations: { name: string; appliedAt: number };
  studioLogo: { id: number; mediaType: 'image/png' | 'image/jpeg'; width: number; height: number; image: Uint8Array };
  studio: { id: number; preferences: string; version: number; settingsVersion: number };
  closures: {
    id: Generated<number>;
    fromDate: IsoDate;
    toDate: IsoDate;
    name: string;
    externalKey: Generated<string | null>;
    version: Generated<number>;
  };
  counters: { name: string; value: number };
  users: UserTable;
  departments: { id: Generated<number>; name: string; nameKey: string; isActive: boolean; version: Generated<number> };
  userDepartments: { userId: number; departmentId: number };
  signIns: {
    id: Generated<number>;
    tokenHash: string;
    userId: number;
    createdAt: number;
    seenAt: number;
    expiresAt: number;
  };
  signInFailures: { key: string; count: number; until: number };
  apiKeys: ApiKeyTable;
  auditEntries: AuditTable;
  idempotencyKeys: IdempotencyTable;
  liveEvents: { id: Generated<number>; at: number; changes: string };
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
  reorderReasons: ReorderReasonTable;
  orderSearch: { rowid: number; orderSearch: string };
  orderLines: OrderLineTable;
  orderHistory: HistoryTable;
  notices: NoticeTable;
  invoiceEffects: InvoiceEffectTable;
  savedViews: SavedViewTable;
  taskTypes: TaskTypeTable;
  tasks: TaskTable;
  templates: TemplateTable;
  triggers: TriggerTable;
  firings: FiringTable;
  messages: MessageTable;
  deliverySettings: DeliverySettingsTable;
  deliverySecrets: DeliverySecretTable;
  bulkChanges: {
    id: Generated<number>;
    at: number;
    userId: number | null;
    apiKeyId: number | null;
    count: number;
    undoesId: number | null;
  };
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

type ReorderReasonTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  /** Whether the vendor charges for the reorder. */
  isCharged: boolean;
  position: number;
  isActive: boolean;
  version: Generated<number>;
};

type SavedViewTable = {
  id: Generated<number>;
  userId: number;
  name: string;
  nameKey: string;
  /** The query string of the hub. */
  address: string;
  isShared: boolean;
  position: number;
  version: Generated<number>;
};

type NoticeTable = {
  id: Generated<number>;
  at: number;
  kind: Notice['kind'];
  text: string;
  userId: number | null;
  invoiceId: number | null;
  isRead: boolean;
};

/** An invoice as it was before automation changed it, and the history rows of the orders that led to it. */
type InvoiceEffectTable = {
  id: Generated<number>;
  invoiceId: number;
  firstHistoryId: number;
  lastHistoryId: number;
  statusId: number;
  statusSinceDate: IsoDate;
  statusDueDate: IsoDate | null;
  deliveredDate: IsoDate | null;
  versionAfter: number;
  isTakenBack: boolean;
};
