import { listDepartments, listUsers } from '@printrail/contract/people';
import { useAnswer } from '../queries.ts';

type Choice = { id: number; name: string; isActive: boolean };

/** Who can be the default of a status; whoever it is now is offered as well. */
export function usePeopleChoices() {
  const users = useAnswer(listUsers, { query: { limit: 500 } }).data?.items ?? [];
  const departments = useAnswer(listDepartments, { query: { limit: 500 } }).data?.items ?? [];
  return {
    users: (now: number | null) => choices(users, now),
    departments: (now: number | null) => choices(departments, now),
    isActiveDefault: (given: { userId: number | null } | { departmentId: number | null }) =>
      'userId' in given
        ? users.some(({ id, isActive }) => isActive && id === given.userId)
        : departments.some(({ id, isActive }) => isActive && id === given.departmentId),
  };
}

function choices(all: readonly Choice[], now: number | null): Choice[] {
  return all
    .filter(({ id, isActive }) => isActive || id === now)
    .map((each) => (each.isActive ? each : { ...each, name: `${each.name} (inactive)` }));
}
