import * as settings from '@printrail/contract/delivery';
import * as messages from '@printrail/contract/messages';
import * as templates from '@printrail/contract/templates';
import { handles, type Route, reads, writes } from '../studio/route.ts';
import {
  confirmMessage,
  countMessages,
  deleteMessage,
  getMessage,
  listMessages,
  repeatMessage,
  resendMessage,
} from './messages.operations.ts';
import { printLetters } from './print-letters.ts';
import { getDeliverySettings, sendTestEmail, updateDeliverySettings } from './settings.operations.ts';
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
  reads(messages.listMessages, listMessages),
  reads(messages.countMessages, countMessages),
  reads(messages.getMessage, getMessage),
  writes(messages.resendMessage, resendMessage),
  writes(messages.confirmMessage, confirmMessage),
  writes(messages.repeatMessage, repeatMessage),
  writes(messages.deleteMessage, deleteMessage),
  handles(messages.printLetters, printLetters),
  reads(settings.getDeliverySettings, getDeliverySettings),
  handles(settings.updateDeliverySettings, updateDeliverySettings),
  handles(settings.sendTestEmail, sendTestEmail),
];
