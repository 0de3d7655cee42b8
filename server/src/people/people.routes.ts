import * as apiKeys from '@printrail/contract/api-keys';
import * as audit from '@printrail/contract/audit';
import * as contract from '@printrail/contract/people';
import { handles, type Route, reads, writes } from '../studio/route.ts';
import { listApiKeys, makeApiKey, revokeApiKey } from './api-keys.operations.ts';
import { listAudit } from './audit-list.ts';
import { addDepartment, listDepartments, updateDepartment } from './departments.operations.ts';
import { setUp, whatIsMissing } from './setup.ts';
import { changePassword, signIn, signOut } from './sign-in.ts';
import { changeUser, getUser, listUsers, makeUser, updateMe, whoIsAsking } from './users.operations.ts';

export const peopleRoutes: readonly Route[] = [
  reads(contract.getSetup, whatIsMissing),
  handles(contract.setUp, setUp),
  handles(contract.signIn, signIn),
  handles(contract.signOut, signOut),
  reads(contract.getMe, whoIsAsking),
  writes(contract.updateMe, updateMe),
  handles(contract.changePassword, changePassword),
  reads(contract.listUsers, listUsers),
  handles(contract.addUser, makeUser),
  reads(contract.getUser, getUser),
  handles(contract.updateUser, changeUser),
  reads(contract.listDepartments, listDepartments),
  writes(contract.addDepartment, addDepartment),
  writes(contract.updateDepartment, updateDepartment),
  reads(apiKeys.listApiKeys, listApiKeys),
  handles(apiKeys.addApiKey, makeApiKey),
  writes(apiKeys.revokeApiKey, revokeApiKey),
  reads(audit.listAudit, listAudit),
];
