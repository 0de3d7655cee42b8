import * as contract from '@printrail/contract/calendar';
import { countBusinessDays } from './business-days.operations.ts';
import { addClosure, deleteClosure, listClosures, updateClosure } from './closures.operations.ts';
import { readPreferences, updatePreferences } from './preferences.operations.ts';
import { type Route, reads, writes } from './route.ts';

export const studioRoutes: readonly Route[] = [
  reads(contract.getPreferences, readPreferences),
  writes(contract.updatePreferences, updatePreferences),
  reads(contract.listClosures, listClosures),
  writes(contract.addClosure, addClosure),
  writes(contract.updateClosure, updateClosure),
  writes(contract.deleteClosure, deleteClosure),
  reads(contract.computeBusinessDays, countBusinessDays),
];
