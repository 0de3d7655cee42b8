import { randomUUID } from 'node:crypto';
import type { MessageAttachment } from '@printrail/contract/messages';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { system } from '../studio/change.ts';
import type { Studio } from '../studio/studio.ts';
import { filesOf } from './attachments.ts';
import { fillMessages } from './fill-messages.ts';
import type { Outcome } from './outcome.rules.ts';
import { pauseAfter } from './retry.rules.ts';
import { Mailer } from './send-email.ts';
import { sendSms, sendWebhook } from './send-web.ts';
import {
  claimMessages,
  isAnyDue,
  isAnyLeftOver,
  isAnyUnfilled,
  type Recorded,
  recordAttempt,
  releaseLeftOver,
} from './sending.queries.ts';
import { isSendingTime } from './sending-hours.rules.ts';
import { meansOf } from './settings.queries.ts';
import { type Means, missingFor, type SentChannel, sentChannels } from './settings.rules.ts';

/** After so long another process takes over. */
const usualLeaseMs = 5 * 60_000;
/** No attempt takes more of it. */
const shareOfLease = 0.8;
const mostAtOnce: Readonly<Record<SentChannel, number>> = { email: 3, sms: 5, webhook: 10 };
const filledAtOnce = 25;
/** So many times in turn, before what is filled in is sent. */
const fillsInTurn = 8;

type Claimed = { message: Row<'messages'>; owner: string; means: Means };

/** Sends what waits. Several may be at work on one database, in one process or many. */
export class Sender {
  private readonly studio: Studio;
  private readonly underWay: Record<SentChannel, number> = { email: 0, sms: 0, webhook: 0 };
  private readonly attempts = new Set<Promise<void>>();
  private readonly mailer: Mailer;
  private studioName = '';
  private isClosed = false;
  private readonly leaseMs: number;

  constructor(studio: Studio, leaseMs = usualLeaseMs) {
    this.studio = studio;
    this.leaseMs = leaseMs;
    this.mailer = new Mailer(() => this.studioName);
  }

  /** Begins to send everything that is due; gives how many messages were begun with. */
  async begin(): Promise<number> {
    await this.fill();
    const { database } = this.studio;
    const means = await meansOf(database.read);
    await this.takeOver(means);
    let begun = 0;
    for (const channel of sentChannels) {
      if (missingFor(channel, means) === undefined) begun += await this.beginChannel(channel, means);
    }
    return begun;
  }

  /** Sends everything that is due, and waits for what comes of it. */
  async sendAll(): Promise<number> {
    let sent = 0;
    for (let isMore = true; isMore; ) {
      const begun = await this.begin();
      await Promise.all(this.attempts);
      sent += begun;
      isMore = begun > 0 || (await this.isAnyToFill());
    }
    return sent;
  }

  /** Begins nothing more, and waits for what is under way as long as told. */
  async close(longestMs: number): Promise<void> {
    this.isClosed = true;
    const late = new Promise((resolve) => setTimeout(resolve, longestMs).unref());
    await Promise.race([Promise.all(this.attempts), late]);
    this.mailer.close();
  }

  private async fill(): Promise<void> {
    for (let fills = 0; fills < fillsInTurn && (await this.isAnyToFill()); fills += 1) {
      await this.studio.write(system, 'automation', (change) => fillMessages(change, filledAtOnce));
    }
  }

  private async isAnyToFill(): Promise<boolean> {
    return !this.isClosed && (await isAnyUnfilled(this.studio.database.read));
  }

  private async takeOver({ settings }: Means): Promise<void> {
    const now = this.studio.clock.now();
    if (!(await isAnyLeftOver(this.studio.database.read, now))) return;
    await this.studio.write(system, 'automation', async (change) => {
      change.touched('message', await releaseLeftOver(change.tx, change.now, settings.repeatUnconfirmed));
    });
  }

  private async beginChannel(channel: SentChannel, means: Means): Promise<number> {
    const limit = mostAtOnce[channel] - this.underWay[channel];
    if (this.isClosed || limit <= 0) return 0;
    const { sendingHours: hours } = means.settings;
    const surroundings = await this.studio.read(system, async ({ preferences, calendar }) => {
      this.studioName = preferences.studioName;
      return { hours, timeZone: preferences.timeZone, calendar };
    });
    const now = this.studio.clock.now();
    const due = { channel, now, isSendingTime: isSendingTime(now, surroundings) };
    if (!(await isAnyDue(this.studio.database.read, due))) return 0;
    const owner = randomUUID();
    const messages = await this.studio.write(system, 'automation', async (change) => {
      const claimed = await claimMessages(change.tx, { ...due, limit, owner, leaseUntil: now + this.leaseMs });
      change.touched(
        'message',
        claimed.map(({ id }) => id),
      );
      return claimed;
    });
    for (const message of messages) this.attempt({ message, owner, means }, channel);
    return messages.length;
  }

  private attempt(claimed: Claimed, channel: SentChannel): void {
    this.underWay[channel] += 1;
    const attempt = this.sendAndRecord(claimed, channel)
      .catch((error) => this.studio.log.error('message.not_recorded', error, { message: claimed.message.id }))
      .finally(() => {
        this.underWay[channel] -= 1;
        this.attempts.delete(attempt);
      });
    this.attempts.add(attempt);
  }

  private async sendAndRecord({ message, owner, means }: Claimed, channel: SentChannel): Promise<void> {
    const longestMs = this.leaseMs * shareOfLease;
    const outcome = await inTime(this.send(message, means, channel), longestMs).catch((error): Outcome => {
      if (error instanceof Refusal) return { is: 'refused', reason: error.message };
      this.studio.log.error('message.not_sent', error, { message: message.id });
      return { is: 'again', reason: 'Printrail has a fault; it is in the log.' };
    });
    await this.studio.write(system, 'automation', async (change) => {
      const recorded = recordOf(outcome, message, means.settings.repeatUnconfirmed, change.now);
      if (await recordAttempt(change.tx, message.id, owner, recorded)) change.touched('message', [message.id]);
    });
  }

  private async send(message: Row<'messages'>, means: Means, channel: SentChannel): Promise<Outcome> {
    if (channel === 'sms') return sendSms(means, message);
    if (channel === 'webhook') return sendWebhook(means, message, this.studio.clock.now());
    const files = await filesOf(this.studio, JSON.parse(message.attachments) as MessageAttachment[]);
    return this.mailer.send(means, { ...message, files });
  }
}

/** What is written down of an attempt. */
function recordOf(outcome: Outcome, message: Row<'messages'>, repeatUnconfirmed: boolean, now: number): Recorded {
  const { sendFrom } = message;
  if (outcome.is === 'sent') return { state: 'sent', reason: '', sendFrom, sentAt: now };
  const { reason } = outcome;
  if (outcome.is === 'refused') return { state: 'failed', reason, sendFrom, sentAt: null };
  if (outcome.is === 'unknown' && !repeatUnconfirmed && message.channel !== 'webhook')
    return { state: 'unconfirmed', reason, sendFrom, sentAt: null };
  const pauseMs = pauseAfter(message.attempts);
  if (pauseMs === undefined) {
    return {
      state: 'failed',
      reason: `Given up after ${message.attempts} attempts. ${reason}`,
      sendFrom,
      sentAt: null,
    };
  }
  return { state: 'waiting', reason, sendFrom: now + pauseMs, sentAt: null };
}

function inTime(attempt: Promise<Outcome>, longestMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve({ is: 'unknown', reason: 'It took too long.' }), longestMs);
    attempt.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
