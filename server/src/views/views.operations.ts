import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/views';
import { lastPosition, type SavedView } from '@printrail/contract/views';
import { lockRows } from '../database/rows.ts';
import { canDo } from '../people/rights.rules.ts';
import { getUserById, holdUser } from '../people/users.queries.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import * as queries from './views.queries.ts';

const mostOfOneUser = 200;

export async function listViews({ db, actor }: Reading): Promise<AnswerOf<typeof contract.listViews>> {
  const views = await queries.viewsSeenBy(db, userIdOf(actor));
  return { items: views.map((view) => answerOf(actor, view)) };
}

export async function addView(change: Change, { body }: InputOf<typeof contract.addView>): Promise<SavedView> {
  const { tx, actor } = change;
  const userId = userIdOf(actor);
  if (userId === null) throw new Refusal('access.user_needed');
  // One after the other, so that neither the name nor the count is decided twice at once.
  await holdUser(tx, userId);
  const owner = await getUserById(tx, userId);
  const { count, last } = await queries.placeOfViews(tx, userId);
  if (count >= mostOfOneUser) throw new Refusal('view.too_many', { limit: mostOfOneUser });
  const { address, isShared = false, position = Math.min(last + 1, lastPosition) } = body;
  const columns = { userId, ...named(body.name), address, isShared, position };
  await refuseTakenName(change, columns, owner.name);
  const id = await queries.insertView(tx, columns);
  const after = answerOf(actor, await queries.getViewSeenBy(tx, userId, id));
  await audit(change, { action: 'saved_view.added', record: 'saved_view', recordId: id, after });
  return after;
}

export async function updateView(change: Change, input: InputOf<typeof contract.updateView>): Promise<SavedView> {
  const { tx, actor } = change;
  const { params, body, version } = input;
  const { ownerName, ...view } = await viewToChange(change, params.id, version);
  const { id, version: _, ...before } = view;
  const columns = { ...before, ...body, ...named(body.name ?? before.name) };
  if (columns.nameKey !== before.nameKey) await refuseTakenName(change, columns, ownerName);
  await queries.saveView(tx, id, columns);
  const isStillSeen = columns.isShared || before.userId === userIdOf(actor);
  const seenAs = isStillSeen ? userIdOf(actor) : before.userId;
  const after = answerOf(actor, await queries.getViewSeenBy(tx, seenAs, id));
  const states = { before: answerOf(actor, { ...view, ownerName }), after };
  await audit(change, { action: 'saved_view.changed', record: 'saved_view', recordId: id, ...states });
  return after;
}

export async function deleteView(
  change: Change,
  { params, version }: InputOf<typeof contract.deleteView>,
): Promise<null> {
  const view = await viewToChange(change, params.id, version);
  await queries.removeView(change.tx, view.id);
  const before = answerOf(change.actor, view);
  await audit(change, { action: 'saved_view.deleted', record: 'saved_view', recordId: view.id, before });
  return null;
}

/** The view, locked; its owner changes it, and a shared one whoever may change maintenance. */
async function viewToChange(change: Change, id: number, version: number | undefined): Promise<queries.ViewRow> {
  const { tx, actor } = change;
  await lockRows(tx, 'savedViews', [id]);
  const view = await queries.getViewSeenBy(tx, userIdOf(actor), id);
  if (view.userId !== userIdOf(actor) && !canDo(actor, 'maintenance', 'change')) {
    throw new Refusal('view.not_yours', { name: view.name, owner: view.ownerName });
  }
  expectVersion(view, version);
  return view;
}

async function refuseTakenName({ tx }: Change, columns: queries.ViewColumns, owner: string): Promise<void> {
  const taken = await queries.findViewByName(tx, columns.userId, columns.nameKey);
  if (taken) throw new Refusal('view.name_taken', { name: columns.name, owner }).at('name');
}

/** API keys keep no views of their own. */
function userIdOf(actor: Actor): number | null {
  return actor.kind === 'user' ? actor.id : null;
}

function named(name: string): { name: string; nameKey: string } {
  return { name: name.trim(), nameKey: folded(name) };
}

function answerOf(actor: Actor, { nameKey: _, userId, ...view }: queries.ViewRow): SavedView {
  return { ...view, isMine: userId === userIdOf(actor) };
}
