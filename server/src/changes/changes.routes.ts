import * as bulkChanges from '@printrail/contract/bulk-changes';
import * as cancelling from '@printrail/contract/cancelling';
import * as contract from '@printrail/contract/changes';
import * as history from '@printrail/contract/history';
import { updateOrder as updateOrderEndpoint } from '@printrail/contract/orders';
import * as recalculation from '@printrail/contract/recalculation';
import { changeType as changeTypeEndpoint } from '@printrail/contract/type-changes';
import { type Route, reads, writes } from '../studio/route.ts';
import { changeMany, previewBulk } from './bulk.ts';
import { undoBulk } from './bulk-undo.ts';
import { cancelMany, cancelOrder } from './cancel.ts';
import { changeStatus, previewChange } from './change-status.ts';
import { changeType } from './change-type.ts';
import { updateOrder } from './edit-order.ts';
import { addNote, getHistory } from './history.ts';
import { getPlan } from './plan.ts';
import { previewRecalculation, recalculate } from './recalculation.ts';
import { reopenMany, reopenOrder } from './reopen.ts';
import { undoChange } from './undo.ts';

export const changesRoutes: readonly Route[] = [
  writes(contract.changeStatus, changeStatus),
  reads(contract.previewStatusChange, previewChange),
  writes(contract.undoChange, undoChange),
  writes(updateOrderEndpoint, updateOrder),
  reads(history.getHistory, getHistory),
  writes(history.addNote, addNote),
  reads(history.getPlan, getPlan),
  reads(bulkChanges.previewBulkChange, previewBulk),
  writes(bulkChanges.changeManyStatuses, changeMany, { alone: true }),
  writes(bulkChanges.undoBulkChange, undoBulk, { alone: true }),
  writes(changeTypeEndpoint, changeType),
  writes(cancelling.cancelOrder, cancelOrder),
  writes(cancelling.reopenOrder, reopenOrder),
  writes(cancelling.cancelManyOrders, cancelMany, { alone: true }),
  writes(cancelling.reopenManyOrders, reopenMany, { alone: true }),
  reads(recalculation.previewRecalculation, previewRecalculation),
  writes(recalculation.recalculate, recalculate, { alone: true }),
];
