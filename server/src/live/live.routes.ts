import { followChanges } from '@printrail/contract/live';
import { type Route, streams } from '../studio/route.ts';

export const liveRoutes: readonly Route[] = [streams(followChanges, (follow, { query }) => follow(query.after))];
