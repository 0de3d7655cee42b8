import { describeImports, importFiles } from '@printrail/contract/imports';
import { handles, type Route, reads } from '../studio/route.ts';
import { describeImports as describe } from './describe-imports.ts';
import { importFromCall } from './imports.operations.ts';

export const importsRoutes: readonly Route[] = [handles(importFiles, importFromCall), reads(describeImports, describe)];
