import type { MessageChannel, MessageState } from '@printrail/contract/messages';
import type { TemplateChannel } from '@printrail/contract/templates';
import type { Generated } from 'kysely';

export type TemplateTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  channel: TemplateChannel;
  subject: string;
  text: string;
  html: string;
  /** As JSON: what is attached to an e-mail made from it. */
  attachments: Generated<string>;
  isActive: boolean;
  version: Generated<number>;
};

export type MessageTable = {
  id: Generated<number>;
  /** What the recipient knows it by; the same at every attempt. */
  messageId: string;
  firingId: number | null;
  /** One message of a firing for each: 'client', 'vendor', 'user:7', 'fixed', 'webhook'. */
  recipientKey: string;
  channel: MessageChannel;
  recipientName: string;
  address: string;
  subject: string;
  /** Of a webhook its body. */
  text: string;
  html: string;
  /** As JSON; made into files when it is sent. */
  attachments: string;
  /** Whether it says what it says: until then its template is still to be filled in. */
  isFilled: Generated<boolean>;
  templateId: number | null;
  orderId: number | null;
  invoiceId: number | null;
  clientId: number | null;
  isToClient: boolean;
  resendOfId: number | null;
  state: MessageState;
  /** Why the last attempt came to nothing. */
  reason: string;
  attempts: number;
  /** Not to be sent before. */
  sendFrom: number;
  /** Names the attempt under way, and by when it must have ended. */
  leaseOwner: string | null;
  leaseUntil: number | null;
  sentAt: number | null;
  createdAt: number;
  version: Generated<number>;
};

export type DeliverySettingsTable = { id: number; settings: string; version: Generated<number> };
export type DeliverySecretTable = { name: string; value: string };
