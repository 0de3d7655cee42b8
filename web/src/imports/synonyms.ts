import type { ImportTarget } from '@printrail/contract/imports';

/** What records of a kind are called in other programs; also as the beginning of a column's name ("CustomerID"). */
export const nouns: Record<ImportTarget, readonly string[]> = {
  clients: ['client', 'customer'],
  sessions: ['session', 'shoot', 'booking', 'event'],
  vendors: ['vendor', 'supplier', 'lab', 'framer'],
  products: ['product', 'price', 'item', 'article'],
  invoices: ['invoice', 'sale', 'order'],
  payments: ['payment', 'receipt'],
  closures: ['closure', 'holiday'],
  productionOrders: ['productionorder', 'laborder', 'order', 'job', 'po'],
  statusChanges: ['statuschange', 'history', 'change', 'log'],
};

/** Names of columns that fill a field, likeliest first, in small letters and without signs. */
export const synonyms: Record<string, readonly string[]> = {
  name: ['name', 'fullname', 'companyname', 'company', 'title'],
  email: ['email', 'mail', 'emailaddress'],
  phone: ['phone', 'telephone', 'tel', 'phonenumber', 'mobile'],
  contactName: ['contactname', 'contact', 'contactperson'],
  notes: ['notes', 'note', 'comment', 'comments', 'remarks'],
  note: ['note', 'notes', 'comment', 'remark'],
  'address.street': ['street', 'address', 'address1', 'addressline1', 'streetaddress'],
  'address.city': ['city', 'town'],
  'address.region': ['region', 'state', 'province', 'county'],
  'address.postalCode': ['postalcode', 'zip', 'zipcode', 'postcode', 'plz'],
  'address.country': ['country'],
  isActive: ['active', 'isactive', 'discontinued', 'inactive'],
  website: ['website', 'homepage', 'url', 'web'],
  accountNumber: ['accountnumber', 'account', 'accountno'],
  defaultType: ['defaulttype', 'type', 'ordertype'],
  isInHouse: ['inhouse', 'isinhouse', 'internal'],
  code: ['code', 'sku', 'itemcode'],
  price: ['price', 'unitprice', 'retailprice', 'listprice'],
  cost: ['cost', 'unitcost', 'costprice', 'labprice', 'wholesale'],
  ...sameFor(['preferredVendor', 'vendor'], ['vendor', 'supplier', 'lab']),
  vendorMultiplier: ['multiplier', 'vendormultiplier'],
  vendorDescription: ['vendordescription', 'description'],
  ...sameFor(['client'], ['client', 'customer']),
  ...sameFor(['session'], ['session', 'shoot']),
  ...sameFor(['invoice'], ['invoice', 'sale']),
  ...sameFor(['product'], ['product', 'item', 'article', 'sku']),
  ...sameFor(['order'], ['order', 'productionorder', 'po']),
  number: ['number', 'no', 'nr', 'num', 'id'],
  date: ['date', 'day'],
  deliveryDate: ['deliverydate', 'delivery', 'promised', 'promiseddate', 'requireddate', 'required', 'duedate'],
  deliveredDate: ['delivereddate', 'delivered', 'shippeddate', 'shipped', 'pickedup'],
  status: ['status', 'state'],
  tax: ['tax', 'vat', 'salestax'],
  shipping: ['shipping', 'freight', 'postage'],
  quantity: ['quantity', 'qty', 'count', 'pieces'],
  discount: ['discount', 'rebate', 'discountpercent'],
  description: ['description', 'text'],
  amount: ['amount', 'paid', 'total', 'sum', 'value'],
  from: ['from', 'start', 'begin', 'startdate'],
  to: ['to', 'end', 'until', 'enddate'],
  type: ['type', 'ordertype', 'productiontype'],
  orderDate: ['orderdate', 'ordered', 'dateordered', 'date'],
  responsible: ['responsible', 'user', 'assignee', 'assignedto', 'who'],
  sinceDate: ['sincedate', 'since', 'enteredon'],
  dueDate: ['duedate', 'due', 'wasdue'],
  completedDate: ['completeddate', 'completed', 'finished', 'done'],
  cancelledDate: ['cancelleddate', 'cancelled', 'canceled'],
  cancelReason: ['cancelreason', 'reason', 'why'],
  vendorOrderNumber: ['vendorordernumber', 'vendorsnumber', 'labsnumber', 'labnumber', 'supplierordernumber'],
  studioNotes: ['studionotes', 'notes', 'note'],
  invoiceLine: ['invoiceline', 'invoicelineid', 'line', 'lineid', 'product', 'productid'],
  recorded: ['recorded', 'recordedat', 'timestamp', 'at'],
  who: ['who', 'by', 'user', 'changedby'],
};

/** Columns that tell one line of a record from another. */
export const lineKeys = ['lineid', 'linenumber', 'line', 'invoiceline', 'position', 'pos'];

/** Columns that say the opposite of what the field says. */
export const opposites = ['discontinued', 'inactive'];

function sameFor(fields: readonly string[], words: readonly string[]): Record<string, readonly string[]> {
  const names = ['', 'id', 'key', 'code', 'number', 'no', 'name'].flatMap((end) => words.map((word) => word + end));
  return Object.fromEntries(fields.map((field) => [field, names]));
}
