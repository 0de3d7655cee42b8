import * as contract from '@printrail/contract/tasks';
import { type Route, reads, writes } from '../studio/route.ts';
import { addTaskType, deleteTaskType, listTaskTypes, updateTaskType } from './task-types.operations.ts';
import { addTask, deleteTask, finishTask, getTask, listTasks, updateTask } from './tasks.operations.ts';

export const tasksRoutes: readonly Route[] = [
  reads(contract.listTasks, listTasks),
  reads(contract.getTask, getTask),
  writes(contract.addTask, addTask),
  writes(contract.updateTask, updateTask),
  writes(contract.finishTask, finishTask),
  writes(contract.deleteTask, deleteTask),
  reads(contract.listTaskTypes, listTaskTypes),
  writes(contract.addTaskType, addTaskType),
  writes(contract.updateTaskType, updateTaskType),
  writes(contract.deleteTaskType, deleteTaskType),
];
