import * as contract from '@printrail/contract/forms';
import { handles, type Route, reads, writes } from '../studio/route.ts';
import { getOrderForm, getWorkOrder, printForms } from './forms.operations.ts';
import { deleteLogo, getLogo, saveLogo } from './logo.operations.ts';

export const formsRoutes: readonly Route[] = [
  handles(contract.getOrderForm, getOrderForm),
  handles(contract.getWorkOrder, getWorkOrder),
  handles(contract.printForms, printForms),
  reads(contract.getLogo, getLogo),
  handles(contract.saveLogo, saveLogo),
  writes(contract.deleteLogo, deleteLogo),
];
