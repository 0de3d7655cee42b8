import * as contract from '@printrail/contract/sample';
import { type Route, writes } from '../studio/route.ts';
import { fillAsOwner } from './create-sample.ts';

export const sampleRoutes: readonly Route[] = [writes(contract.createSample, fillAsOwner, { alone: true })];
