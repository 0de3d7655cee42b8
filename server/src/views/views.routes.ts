import * as contract from '@printrail/contract/views';
import { type Route, reads, writes } from '../studio/route.ts';
import { addView, deleteView, listViews, updateView } from './views.operations.ts';

export const viewsRoutes: readonly Route[] = [
  reads(contract.listViews, listViews),
  writes(contract.addView, addView),
  writes(contract.updateView, updateView),
  writes(contract.deleteView, deleteView),
];
