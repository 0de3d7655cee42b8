import * as contract from '@printrail/contract/calendar';
import * as holidays from '@printrail/contract/holidays';
import { countBusinessDays } from './business-days.operations.ts';
import { addClosure, addClosures, deleteClosure, listClosures, updateClosure } from './closures.operations.ts';
import { listHolidayCountries, listHolidayRegions, listHolidays } from './holidays.operations.ts';
import { readPreferences, updatePreferences } from './preferences.operations.ts';
import { handles, type Route, reads, writes } from './route.ts';

export const studioRoutes: readonly Route[] = [
  reads(contract.getPreferences, readPreferences),
  writes(contract.updatePreferences, updatePreferences, { alone: true }),
  reads(contract.listClosures, listClosures),
  writes(contract.addClosure, addClosure),
  writes(contract.updateClosure, updateClosure),
  writes(contract.deleteClosure, deleteClosure),
  writes(holidays.addClosures, addClosures),
  handles(holidays.listHolidayCountries, listHolidayCountries),
  handles(holidays.listHolidayRegions, listHolidayRegions),
  handles(holidays.listHolidays, listHolidays),
  reads(contract.computeBusinessDays, countBusinessDays),
];
