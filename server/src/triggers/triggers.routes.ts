import { dryRunTrigger } from '@printrail/contract/dry-run';
import * as firings from '@printrail/contract/firings';
import * as triggers from '@printrail/contract/triggers';
import { type Route, reads, writes } from '../studio/route.ts';
import { dryRun } from './dry-run.operations.ts';
import { deleteQueued, listFirings, listQueue, processQueued, skipQueued } from './queue.operations.ts';
import { addTrigger, deleteTrigger, getTrigger, listTriggers, updateTrigger } from './triggers.operations.ts';

const manyAtOnce = { alone: true };

export const triggersRoutes: readonly Route[] = [
  reads(triggers.listTriggers, listTriggers),
  reads(triggers.getTrigger, getTrigger),
  writes(triggers.addTrigger, addTrigger),
  writes(triggers.updateTrigger, updateTrigger, manyAtOnce),
  writes(triggers.deleteTrigger, deleteTrigger),
  reads(dryRunTrigger, dryRun),
  reads(firings.listQueue, listQueue),
  reads(firings.listFirings, listFirings),
  writes(firings.processFirings, processQueued, manyAtOnce),
  writes(firings.skipFirings, skipQueued, manyAtOnce),
  writes(firings.deleteFirings, deleteQueued, manyAtOnce),
];
