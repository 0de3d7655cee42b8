import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { changeType as endpoint } from '@printrail/contract/type-changes';
import { cycleOf, cyclesOf } from '../cycles/cycles.queries.ts';
import { getOrderAtPlace, lockOrders, summaryById } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves } from './apply.ts';
import { expectUnchanged, moveOf } from './change-status.ts';
import { checkResponsible, surroundingsOf } from './surroundings.ts';
import { decideTypeChange } from './type-change.rules.ts';

/** Changes the type of an order together with its status; in its history a status change like others. */
export async function changeType(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockOrders(change.tx, [params.id]);
  const order = await getOrderAtPlace(change.tx, params.id);
  await expectUnchanged(change, order, body.version);
  await checkResponsible(change.tx, body);
  const cycles = await cyclesOf(change);
  if (!cycles.byType.has(body.typeId)) throw new Refusal('type.not_found', { id: body.typeId }).at('typeId');
  const around = (await surroundingsOf(change))(body.typeId);
  const from = cycleOf(cycles, order.typeId);
  const decision = decideTypeChange(order, { from, asked: body, around });
  const said = `Type changed from ${from.type.name} to ${around.cycle.type.name}.`;
  const move = moveOf(order, decision, body.note ? `${said}\n${body.note}` : said);
  const historyIds = await applyMoves(change, [move]);
  return {
    order: await summaryById(change, order.id),
    changeId: historyIds.get(order.id) ?? 0,
    explanation: decision.explain(),
    notices: change.notices,
  };
}
