import { startCheckpoints } from '../../server/src/database/checkpoints.ts';
import { bareServer, joins, listen, summary } from './listen.ts';

const { app, database, file } = bareServer();
// Checkpoints in a thread of their own, as they hold up writing otherwise.
database.exec('pragma wal_autocheckpoint = 0');
startCheckpoints(file);
const oneDayMs = 86_400_000;

const find = database.prepare(`
  select o.*, i.delivery_date from production_orders o left join invoices i on i.id = o.invoice_id where o.id = ?`);
const record = database.prepare(`
  insert into order_history (order_id, kind, at, user_id, api_key_id, through, from_status_id, to_status_id, change_date,
    visit_completed_date, days_late, since_date, due_date, is_due_date_overridden, responsible_user_id, department_id, entry,
    days_left, resume, completed_date, completed_by_id, note, bulk_change_id, undoes_id, previous_change_id)
  values (?, 'change', ?, null, 1, 'api', ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, null, null, '', null, null, ?)`);
const update = database.prepare(`
  update production_orders set state = 'open', status_id = ?, since_date = ?, due_date = ?, is_due_date_overridden = 0,
    responsible_user_id = ?, department_id = ?, entry = ?, days_left = null, resume = null, completed_date = null,
    completed_by_id = null, risk_date = ?, last_change_id = ?, version = version + 1
  where id = ?`);
const show = database.prepare(`select ${summary} from production_orders o ${joins} where o.id = ?`);

type Row = Record<string, string | number | null>;
type Waiting = { id: number; statusId: number; resolve(answer: Row): void; reject(error: unknown): void };
let waiting: Waiting[] = [];

function change({ id, statusId }: Waiting): Row {
  const order = find.get(id) as Row;
  const now = Date.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const due = new Date(now + 3 * oneDayMs).toISOString().slice(0, 10);
  const { lastInsertRowid } = record.run(
    ...[id, now, order.status_id ?? null, statusId, today, today, order.since_date ?? null, order.due_date ?? null],
    ...[order.is_due_date_overridden ?? null, order.responsible_user_id ?? null, order.department_id ?? null],
    ...[order.entry ?? null, order.days_left ?? null, order.resume ?? null, order.last_change_id ?? null],
  );
  const [user, department] = [order.responsible_user_id ?? null, order.department_id ?? null];
  update.run(
    statusId,
    today,
    due,
    user,
    department,
    Number(order.version) + 1,
    order.delivery_date ?? null,
    lastInsertRowid,
    id,
  );
  return { ...(show.get(id) as Row), changeId: Number(lastInsertRowid) };
}

function commitTogether(): void {
  const batch = waiting;
  waiting = [];
  const answers: (() => void)[] = [];
  database.exec('begin immediate');
  try {
    for (const each of batch) {
      const answer = change(each);
      answers.push(() => each.resolve(answer));
    }
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const tell of answers) tell();
}

app.post('/api/v1/production-orders/:id/status-changes', (request, reply) => {
  const { id } = request.params as { id: string };
  const { statusId } = request.body as { statusId: number };
  if (waiting.length === 0) setImmediate(commitTogether);
  new Promise<Row>((resolve, reject) => waiting.push({ id: Number(id), statusId, resolve, reject })).then(
    (answer) => reply.code(201).send(answer),
    (error) => reply.code(500).send(String(error)),
  );
  return reply;
});

await listen(app);
