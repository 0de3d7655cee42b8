import { bareServer, listen } from './listen.ts';

const { app, database } = bareServer();

database.exec(
  'create temp table following (from_id integer primary key, to_id integer, due_date text, is_final integer, department_id integer)',
);
database.exec('create temp table chosen (id integer primary key)');
database.exec(`insert into following
  select s.id, n.id, case when n.duration is not null then date('now', '+' || n.duration || ' days') end, n.is_final, n.department_id
  from production_statuses s join production_statuses n on n.id = (
    select id from production_statuses x where x.type_id = s.type_id and x.is_active and not x.is_side and x.position > s.position
    order by x.position limit 1)
  where not s.is_side`);

const choose = database.prepare('insert into chosen select value from json_each(?)');
const latest = database.prepare('select coalesce(max(id), 0) as id from order_history');
const record = database.prepare(`
  insert into order_history (order_id, kind, at, user_id, api_key_id, through, from_status_id, to_status_id, change_date,
    visit_completed_date, days_late, since_date, due_date, is_due_date_overridden, responsible_user_id, department_id, entry,
    days_left, resume, completed_date, completed_by_id, note, bulk_change_id, undoes_id, previous_change_id)
  select o.id, 'change', ?1, null, 1, 'bulk', o.status_id, f.to_id, ?2, ?2, max(0, julianday(?2) - julianday(o.due_date)),
    o.since_date, o.due_date, o.is_due_date_overridden, o.responsible_user_id, o.department_id, o.entry, o.days_left, o.resume,
    o.completed_date, o.completed_by_id, '', null, null, o.last_change_id
  from chosen c join production_orders o on o.id = c.id join following f on f.from_id = o.status_id`);
const update = database.prepare(`
  update production_orders set status_id = f.to_id, since_date = ?2, due_date = f.due_date, is_due_date_overridden = 0,
    responsible_user_id = null, department_id = f.department_id, entry = production_orders.version + 1, days_left = null,
    resume = null, completed_date = case when f.is_final then ?2 end, completed_by_id = null, risk_date = ?2,
    state = case when f.is_final then 'completed' else 'open' end, last_change_id = h.id, version = production_orders.version + 1
  from chosen c join order_history h on h.order_id = c.id and h.id > ?1 join following f on f.from_id = h.from_status_id
  where production_orders.id = c.id`);

app.post('/api/v1/production-orders/bulk/status-changes', (request, reply) => {
  const { selection } = request.body as { selection: { orders: { id: number }[] } };
  const now = Date.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const before = (latest.get() as { id: number }).id;
  database.exec('begin immediate; delete from chosen');
  choose.run(JSON.stringify(selection.orders.map(({ id }) => id)));
  const { changes } = record.run(now, today);
  update.run(before, today);
  database.exec('commit');
  return reply.code(201).send({ changed: Number(changes) });
});

await listen(app);
