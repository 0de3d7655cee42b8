import { importFiles } from '@printrail/contract/imports';
import { handles, type Route } from '../studio/route.ts';
import { importFromCall } from './imports.operations.ts';

export const importsRoutes: readonly Route[] = [handles(importFiles, importFromCall)];
