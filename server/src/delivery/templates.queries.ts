import type { TemplateChannel } from '@printrail/contract/templates';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { likePart, searchWords } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NameCursor } from '../studio/pages.ts';

export type TemplateColumns = Omit<Row<'templates'>, 'id' | 'version'>;
export type TemplateFilter = { search?: string; channel?: TemplateChannel; active?: boolean };

export async function getTemplateById(db: Db, id: number): Promise<Row<'templates'>> {
  const template = await db.selectFrom('templates').selectAll().where('id', '=', id).executeTakeFirst();
  if (!template) throw new Refusal('template.not_found', { id });
  return template;
}

export async function templatesById(db: Db, ids: readonly number[]): Promise<Map<number, Row<'templates'>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('templates')
    .selectAll()
    .where('id', 'in', listOf(db, [...new Set(ids)]))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function findTemplateByName(db: Db, nameKey: string): Promise<{ id: number } | undefined> {
  return db.selectFrom('templates').select('id').where('nameKey', '=', nameKey).executeTakeFirst();
}

export async function templatesByName(
  db: Db,
  { search, channel, active }: TemplateFilter,
  after: NameCursor | undefined,
  limit: number,
): Promise<Row<'templates'>[]> {
  let query = db.selectFrom('templates').selectAll();
  for (const word of searchWords(search ?? '')) {
    query = query.where(sql<boolean>`name_key like ${likePart(word)} escape '\\'`);
  }
  if (channel) query = query.where('channel', '=', channel);
  if (active !== undefined) query = query.where('isActive', '=', active);
  if (after) query = query.where(sql<boolean>`(name_key, id) > (${after[0]}, ${after[1]})`);
  return query.orderBy('nameKey').orderBy('id').limit(limit).execute();
}

export async function insertTemplate(tx: Tx, columns: TemplateColumns): Promise<Row<'templates'>> {
  return tx.insertInto('templates').values(columns).returningAll().executeTakeFirstOrThrow();
}

export async function saveTemplate(tx: Tx, id: number, columns: TemplateColumns): Promise<Row<'templates'>> {
  return tx
    .updateTable('templates')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function removeTemplate(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('templates').where('id', '=', id).execute();
}

/** How many triggers use a template. */
export async function usesOfTemplate(db: Db, id: number): Promise<number> {
  const triggers = db.selectFrom('triggers').where('templateId', '=', id);
  const { many } = await triggers.select((eb) => eb.fn.countAll<number>().as('many')).executeTakeFirstOrThrow();
  return many;
}
