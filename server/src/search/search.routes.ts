import * as contract from '@printrail/contract/search';
import { type Route, reads } from '../studio/route.ts';
import { searchEverything } from './search.operations.ts';

export const searchRoutes: readonly Route[] = [reads(contract.searchEverything, searchEverything)];
