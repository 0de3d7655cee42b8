import { type TProperties, Type } from 'typebox';
import { type Access, type Area, endpoint } from './endpoint.ts';
import { Fields, FileContent, OneOf } from './fields.ts';
import { hubFilterFields } from './hub-filter.ts';
import { orderStates } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const exportRefusals = {
  'archive.unreadable': { status: 422, says: '{file} cannot be read as an archive of a studio: {reason}.' },
  'archive.newer': {
    status: 422,
    says: '{file} was made by a newer Printrail (it has {unknown}); start that version instead.',
  },
  'archive.studio_in_use': {
    status: 409,
    says: 'This studio is in use (it has {what}). An archive is read into an empty studio: another data folder or database.',
  },
  'archive.form_unknown': {
    status: 409,
    says: 'The database has the form of a newer Printrail (it has {unknown}); start that version instead.',
  },
  'archive.no_studio': { status: 409, says: 'There is no studio in this database.' },
  'file.exists': { status: 409, says: '{file} is there already, and is left as it is.' },
  'file.unwritable': { status: 409, says: '{file} cannot be written: {reason}.' },
  'doctor.other_form': {
    status: 409,
    says: 'The database does not have the form of this version (its last step is {last}). Run "npx printrail migrate", or start the version it belongs to.',
  },
  'backup.unsound': { status: 422, says: '{file} is not sound: {findings}' },
  'restore.in_the_way': {
    status: 409,
    says: 'There is a studio at {place} already. With --replace it is moved aside, and kept; nothing was changed.',
  },
  'restore.in_use': {
    status: 409,
    says: 'The studio at {place} is in use; stop the server first. Nothing was changed.',
  },
  'restore.not_a_backup': { status: 422, says: '{file} cannot be restored: {reason}.' },
} as const satisfies RefusalTexts;

export const csvType = 'text/csv; charset=utf-8';

const everyExport = {
  spreadsheet: Type.Optional(
    Type.Boolean({
      description:
        'For a spreadsheet program: the file begins with the mark of UTF-8, and a text that would be taken for a formula with an apostrophe. Left out, everything is exactly as it is stored.',
    }),
  ),
};

const orderFilter = {
  ...hubFilterFields,
  state: Type.Optional(OneOf([...orderStates, 'all'], 'All unless told.')),
};

function csvOf<const Filter extends TProperties>(list: string, says: string, access: Access, filter: Filter) {
  return endpoint({
    id: `export${list.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    method: 'GET',
    path: `/exports/${list}`,
    tag: 'Exports',
    summary: `${says} as CSV`,
    access,
    query: Fields({ ...everyExport, ...filter }),
    answer: FileContent,
    answerTypes: [csvType],
  });
}

const whoViews = (area: Area): Access => ({ area, level: 'view' });

export const exportClients = csvOf('clients', 'Clients', whoViews('clients'), {});
export const exportSessions = csvOf('sessions', 'Sessions', whoViews('clients'), {});
export const exportVendors = csvOf('vendors', 'Vendors', whoViews('catalog'), {});
export const exportProducts = csvOf('products', 'The price list', whoViews('catalog'), {});
export const exportInvoices = csvOf('invoices', 'Invoices', whoViews('invoices'), {});
export const exportInvoiceLines = csvOf('invoice-lines', 'Lines of invoices', whoViews('invoices'), {});
export const exportPayments = csvOf('payments', 'Payments', whoViews('invoices'), {});
export const exportOrders = csvOf('production-orders', 'Production orders', whoViews('production'), orderFilter);
export const exportOrderLines = csvOf('order-lines', 'Lines of production orders', whoViews('production'), orderFilter);
export const exportOrderHistory = csvOf(
  'order-history',
  'The history of production orders',
  whoViews('production'),
  orderFilter,
);
export const exportStatuses = csvOf('production-statuses', 'Types with their statuses', 'signed-in', {});
export const exportInvoiceStatuses = csvOf('invoice-statuses', 'Invoice statuses', 'signed-in', {});
export const exportReorderReasons = csvOf('reorder-reasons', 'Reasons for reorders', 'signed-in', {});
export const exportClosures = csvOf('closures', 'Closures', 'signed-in', {});
export const exportDepartments = csvOf('departments', 'Departments', 'signed-in', {});
export const exportUsers = csvOf('users', 'Users', whoViews('people'), {});
export const exportApiKeys = csvOf('api-keys', 'API keys, without the keys', whoViews('people'), {});
export const exportAudit = csvOf('audit', 'The audit: who changed what', whoViews('people'), {});
