import { listVendors } from '@printrail/contract/catalog';
import { listDepartments, listUsers } from '@printrail/contract/people';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

type Named = { id: number; name: string };

/** Whom orders can be assigned to. */
export function usePeople(): { users: readonly Named[]; departments: readonly Named[] } {
  const query = { active: true, limit: 500 };
  const users = useAnswer(listUsers, { query }).data?.items ?? [];
  const departments = useAnswer(listDepartments, { query }).data?.items ?? [];
  return { users, departments };
}

/** Vendors to filter by; none for who may not see the catalog. */
export function useVendors(): readonly Named[] {
  const may = useMay()('catalog', 'view');
  return useAnswer(listVendors, { query: { limit: 500 } }, { enabled: may }).data?.items ?? [];
}

export function nameOptions(named: readonly Named[]): { value: string; label: string }[] {
  return named.map(({ id, name }) => ({ value: String(id), label: name }));
}
