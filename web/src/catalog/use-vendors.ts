import { listVendors, type Vendor } from '@printrail/contract/catalog';
import { useAnswer } from '../queries.ts';

/** The studio's active vendors by name; there are few. */
export function useVendors(): readonly Vendor[] {
  return useAnswer(listVendors, { query: { active: true, limit: 500 } }).data?.items ?? [];
}
