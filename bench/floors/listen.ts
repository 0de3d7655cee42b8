import { DatabaseSync } from 'node:sqlite';
import Fastify, { type FastifyInstance } from 'fastify';

/** A bare server over the database named on the command line. */
export function bareServer(): { app: FastifyInstance; database: DatabaseSync; file: string } {
  const file = process.argv[2] ?? '';
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  database.exec('pragma cache_size = -131072; pragma mmap_size = 1073741824; pragma temp_store = memory');
  return { app: Fastify(), database, file };
}

export async function listen(app: FastifyInstance): Promise<void> {
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${address}\n`);
  process.on('SIGTERM', () => process.exit(0));
}

/** The columns and joins of an order as lists show it. */
export const summary = `
  o.id, o.number, o.type_id, o.status_id, o.state, o.since_date, o.due_date, o.is_due_date_overridden, o.order_date, o.vendor_id,
  o.client_id, o.invoice_id, o.responsible_user_id, o.department_id, o.completed_date, o.vendor_order_number, o.value, o.version,
  o.risk_date, v.name as vendor_name, c.name as client_name, i.number as invoice_number, i.session_id, i.delivery_date,
  u.name as responsible_user_name, d.name as department_name, t.name as type_name, s.name as status_name, s.color as status_color`;

export const joins = `
  join vendors v on v.id = o.vendor_id
  join production_types t on t.id = o.type_id
  join production_statuses s on s.id = o.status_id
  left join clients c on c.id = o.client_id
  left join invoices i on i.id = o.invoice_id
  left join users u on u.id = o.responsible_user_id
  left join departments d on d.id = o.department_id`;
