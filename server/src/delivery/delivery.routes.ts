import * as templates from '@printrail/contract/templates';
import { handles, type Route, reads, writes } from '../studio/route.ts';
import {
  addTemplate,
  deleteTemplate,
  getTemplate,
  listMergeFields,
  listTemplates,
  previewTemplate,
  updateTemplate,
} from './templates.operations.ts';

export const deliveryRoutes: readonly Route[] = [
  reads(templates.listTemplates, listTemplates),
  reads(templates.listMergeFields, listMergeFields),
  reads(templates.getTemplate, getTemplate),
  handles(templates.addTemplate, addTemplate),
  handles(templates.updateTemplate, updateTemplate),
  writes(templates.deleteTemplate, deleteTemplate),
  handles(templates.previewTemplate, previewTemplate),
];
