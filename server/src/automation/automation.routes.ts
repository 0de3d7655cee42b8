import * as contract from '@printrail/contract/notices';
import { type Route, reads, writes } from '../studio/route.ts';
import { listNotices, readNotice } from './notices.ts';

export const automationRoutes: readonly Route[] = [
  reads(contract.listNotices, listNotices),
  writes(contract.readNotice, readNotice),
];
