import type { InputOf } from '@printrail/contract/endpoint';
import type { listMessages, MessageChannel, MessageState, MessageSummary } from '@printrail/contract/messages';
import { momentWords } from '../ui/words.ts';

export const channelWords: Readonly<Record<MessageChannel, string>> = {
  email: 'E-mail',
  sms: 'Text message',
  webhook: 'Webhook',
  letter: 'Letter',
};

/** What can be looked at: a state, the letters to print, or all but the deleted. */
export const shows = ['waiting', 'failed', 'unconfirmed', 'letters', 'sent', 'printed', 'deleted'] as const;
export type Show = (typeof shows)[number];

export const showWords: Readonly<Record<Show, string>> = {
  waiting: 'Waiting',
  failed: 'Failed',
  unconfirmed: 'Unconfirmed',
  letters: 'Letters to print',
  sent: 'Sent',
  printed: 'Printed',
  deleted: 'Deleted',
};

type Asked = NonNullable<InputOf<typeof listMessages>['query']>;

/** What a page that shows this asks for. Letters to print are the letters that wait. */
export function queryOf(show: Show | undefined, channel: MessageChannel | undefined): Asked {
  if (show === 'letters') return { state: 'waiting', channel: 'letter' };
  return { ...(show ? { state: show } : {}), ...(channel ? { channel } : {}) };
}

type Standing = Pick<MessageSummary, 'state' | 'waitsFor' | 'nextTryAt' | 'sentAt' | 'channel'>;

const stateWords: Readonly<Record<Exclude<MessageState, 'waiting'>, string>> = {
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  unconfirmed: 'unconfirmed',
  printed: 'printed',
  deleted: 'deleted',
};

/** Where a message stands, with the moment that goes with it: "sent 23 Nov, 12:05", "waits for settings". */
export function standingWords({ state, waitsFor, nextTryAt, sentAt }: Standing): string {
  if (state !== 'waiting') {
    const hasMoment = (state === 'sent' || state === 'printed') && sentAt !== null;
    return hasMoment ? `${stateWords[state]} ${momentWords(sentAt)}` : stateWords[state];
  }
  const at = nextTryAt ? momentWords(nextTryAt) : '';
  if (waitsFor === 'settings') return 'waits for settings';
  if (waitsFor === 'printing') return 'to be printed';
  if (waitsFor === 'sending_hours') return `goes out ${at}`;
  return waitsFor === 'next_try' ? `next try ${at}` : 'about to be sent';
}

/** The same as a whole sentence, beside the message: why it stands there and what one can expect. */
export function standingSentence(message: Standing): string {
  const { state, waitsFor, nextTryAt, sentAt, channel } = message;
  const moment = nextTryAt ?? sentAt;
  const at = moment === null ? '' : ` ${momentWords(moment)}`;
  if (state === 'unconfirmed') {
    return 'It was being handed over when the connection or Printrail stopped: nobody knows whether it arrived. Ask, or look, and say so here.';
  }
  if (state === 'failed') return 'It could not be sent and is not tried again by itself.';
  if (state === 'deleted') return 'It was deleted and not sent.';
  if (state === 'sending') return 'It is being sent.';
  if (state === 'printed') return `Printed${at}.`;
  if (state === 'sent') return `Sent${at}.`;
  if (waitsFor === 'settings') return `It waits until it is set how ${sendingWords[channel]}.`;
  if (waitsFor === 'printing') return 'It waits to be printed.';
  if (waitsFor === 'sending_hours') return `Messages to clients keep to the sending hours: it goes out${at}.`;
  return waitsFor === 'next_try' ? `It is tried again${at}.` : 'It is about to be sent.';
}

const sendingWords: Readonly<Record<MessageChannel, string>> = {
  email: 'e-mail is sent',
  sms: 'text messages are sent',
  webhook: 'webhooks are signed',
  letter: 'letters are printed',
};

/** How much a state asks for attention: what failed or nobody knows, what went well, and the rest. */
export function weightOf({
  state,
  waitsFor,
}: Pick<Standing, 'state' | 'waitsFor'>): 'late' | 'risk' | 'done' | 'quiet' {
  if (state === 'failed') return 'late';
  if (state === 'unconfirmed' || waitsFor === 'settings') return 'risk';
  return state === 'sent' || state === 'printed' ? 'done' : 'quiet';
}

/** What can be done about a message as it stands; as the server allows it. */
export function possibleWith({ state, channel }: Pick<Standing, 'state' | 'channel'>) {
  const isLetter = channel === 'letter';
  return {
    print: isLetter && (state === 'waiting' || state === 'printed'),
    confirm: state === 'unconfirmed',
    repeat: state === 'failed' || state === 'unconfirmed',
    resend: state !== 'waiting' && state !== 'sending',
    remove: state === 'waiting' || state === 'failed' || state === 'unconfirmed',
  };
}

/** An HTML message as a page of its own that loads and runs nothing: its text, its styles and pictures it brings along. */
export function sealed(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const style = '<style>html{background:#fff;color:#1e1b17;font:14px/1.5 system-ui,sans-serif}</style>';
  return `<!doctype html><html lang="en"><head>${head}<title>Message</title>${style}</head><body>${html}</body></html>`;
}
