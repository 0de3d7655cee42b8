import { changeStatus, undoChange } from '@printrail/contract/changes';
import { getHistory } from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';
