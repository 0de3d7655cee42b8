import {
  addStatus,
  deleteStatus,
  deleteType,
  listTypes,
  orderStatuses,
  type ProductionType,
  type StatusInput,
  updateStatus,
  updateType,
} from '@printrail/contract/cycles';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { call } from '../api.ts';
import { keyOf, queryClient } from '../queries.ts';
import { touchesDueDates } from './cycle.rules.ts';
import { useInTurn } from './in-turn.ts';

export type StatusChange = InputOf<typeof updateStatus>['body'];
export type TypeChange = InputOf<typeof updateType>['body'];

export type CycleChanges = {
  add: (status: StatusInput) => Promise<unknown>;
  change: (statusId: number, change: StatusChange) => Promise<unknown>;
  order: (statusIds: number[]) => Promise<unknown>;
  remove: (statusId: number) => Promise<unknown>;
  changeType: (change: TypeChange) => Promise<unknown>;
  removeType: () => Promise<unknown>;
};

/** What can be done to the cycle of a type; each change is saved from the state that the one before left. */
export function useCycle(typeId: number, onDueDatesTouched: () => void): CycleChanges {
  const inTurn = useInTurn();
  const params = { id: typeId };
  const change = (work: (type: ProductionType) => Promise<ProductionType>) =>
    inTurn(async () => {
      try {
        keep(await work(typeNow(typeId)));
      } catch (error) {
        void queryClient.invalidateQueries({ queryKey: keyOf(listTypes) });
        throw error;
      }
    });
  return {
    add: (body) => change(() => call(addStatus, { params, body })),
    change: async (statusId, body) => {
      await change((type) =>
        call(updateStatus, { params: { id: statusId }, version: versionOf(type, statusId), body }),
      );
      if (touchesDueDates(body)) onDueDatesTouched();
    },
    order: async (statusIds) => {
      await change(({ version }) => call(orderStatuses, { params, version, body: { statusIds } }));
      onDueDatesTouched();
    },
    remove: async (statusId) => {
      await change((type) => call(deleteStatus, { params: { id: statusId }, version: versionOf(type, statusId) }));
      onDueDatesTouched();
    },
    changeType: (body) => change(({ version }) => call(updateType, { params, version, body })),
    removeType: () =>
      inTurn(async () => {
        await call(deleteType, { params, version: typeNow(typeId).version });
        void queryClient.invalidateQueries({ queryKey: keyOf(listTypes) });
      }),
  };
}

type Types = AnswerOf<typeof listTypes>;
const key = keyOf(listTypes, {});

function typeNow(id: number): ProductionType {
  const type = queryClient.getQueryData<Types>(key)?.items.find((each) => each.id === id);
  if (!type) throw new Error('This type is not there any more.');
  return type;
}

function versionOf({ statuses }: ProductionType, id: number): number {
  const status = statuses.find((each) => each.id === id);
  if (!status) throw new Error('This status is not there any more.');
  return status.version;
}

/** Shows an answer at once; the live connection brings what else has changed. */
function keep(type: ProductionType): void {
  queryClient.setQueryData<Types>(key, (types) =>
    types ? { items: types.items.map((each) => (each.id === type.id ? type : each)) } : types,
  );
}
