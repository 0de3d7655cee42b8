import type { Tx } from '../database/connect.ts';
import { type Columns, uncheckedTrigger } from './check-trigger.ts';
import { sampleTriggers } from './sample-triggers.rules.ts';
import { insertTrigger } from './triggers.queries.ts';

/** Gives a new studio, which has its sample statuses and templates, triggers that are switched off. */
export async function addSampleTriggers(tx: Tx): Promise<void> {
  const statuses = await tx
    .selectFrom('productionStatuses as status')
    .innerJoin('productionTypes as type', 'type.id', 'status.typeId')
    .select(['status.id', 'status.name', 'type.name as typeName'])
    .execute();
  const invoiceStatuses = await tx.selectFrom('invoiceStatuses').select(['id', 'name']).execute();
  const templates = await tx.selectFrom('templates').select(['id', 'name']).execute();
  const taskTypes = await tx.selectFrom('taskTypes').select(['id', 'name']).execute();
  for (const { at, template, taskType, ...given } of sampleTriggers) {
    const [type, status] = at;
    const about: Pick<Columns, 'statusId' | 'invoiceStatusId'> =
      status === undefined
        ? { statusId: null, invoiceStatusId: idOf(invoiceStatuses, type) }
        : {
            statusId: idOf(
              statuses.filter(({ typeName }) => typeName === type),
              status,
            ),
            invoiceStatusId: null,
          };
    const templateId = template === undefined ? null : idOf(templates, template);
    const taskTypeId = taskType === undefined ? null : idOf(taskTypes, taskType);
    await insertTrigger(tx, uncheckedTrigger(about, { ...given, templateId, taskTypeId, isActive: false }));
  }
}

function idOf(rows: readonly { id: number; name: string }[], wanted: string): number {
  const row = rows.find(({ name }) => name === wanted);
  if (!row) throw new Error(`There is no ${wanted} in a new studio.`);
  return row.id;
}
