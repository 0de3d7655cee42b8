import type { StatementSync } from 'node:sqlite';
import { bareServer, joins, listen, summary } from './listen.ts';

const { app, database } = bareServer();
// The best index for the totals, whatever the filter: they are read from it alone.
database.exec(`create index if not exists floor_totals on production_orders
  (status_id, type_id, vendor_id, responsible_user_id, department_id, due_date, risk_date, value) where state = 'open'`);

const conditions: Record<string, string> = {
  typeId: '+o.type_id =',
  vendorId: '+o.vendor_id =',
  statusId: '+o.status_id =',
  departmentId: '+o.department_id =',
  dueFrom: '+o.due_date >=',
};
const sortColumns: Record<string, string> = {
  due: 'due_date',
  client: 'client_key',
  number: 'number_key',
  since: 'since_date',
};

const statements = new Map<string, StatementSync>();
function prepared(text: string): StatementSync {
  const statement = statements.get(text) ?? database.prepare(text);
  statements.set(text, statement);
  return statement;
}

app.get('/api/v1/production-orders', (request) => {
  const { sort = 'due', totals = 'true', ...filter } = request.query as Record<string, string>;
  const names = Object.keys(filter).filter((name) => name in conditions);
  // The sign keeps SQLite, which has no statistics, from an index over all orders.
  const where = ["o.state = 'open'", ...names.map((name) => `${conditions[name]} ?`)].join(' and ');
  const values = names.map((name) => (name === 'dueFrom' ? (filter[name] ?? '') : Number(filter[name])));
  const column = sortColumns[sort] ?? 'due_date';
  const items = prepared(`select ${summary} from production_orders o ${joins} where o.id in (
    select o.id from production_orders o where ${where} and o.${column} is not null order by o.${column}, o.id limit 51)
    order by o.${column}, o.id`).all(...values);
  const today = new Date().toISOString().slice(0, 10);
  const counts =
    totals === 'false'
      ? null
      : prepared(`select o.status_id, count(*) as count, sum(o.value) as value,
    sum(o.due_date < ?) as late, sum(o.risk_date <= ?) as at_risk from production_orders o
    where ${where} group by o.status_id`).all(today, today, ...values);
  return { items: items.slice(0, 50), totals: counts };
});

await listen(app);
