import { openMailServer } from '../server/src/testing/smtp-server.ts';
import { openWebServer } from '../server/src/testing/web-server.ts';

export type OutsideChannel = 'email' | 'sms' | 'webhook';

/** A message as it came in outside, whole; whether its sender was told that it did. */
export type Taken = { channel: OutsideChannel; id: string; body: string; isAnswered: boolean };

/** The mail server, the SMS provider and the receiver of webhooks, which go on while Printrail is killed. */
export type Outside = {
  taken: Taken[];
  smtpPort: number;
  webUrl: string;
  /** Called with what has come in whole, before it is answered. */
  onTaken: (taken: Taken) => void;
  /** Called once it is answered. */
  onAnswered: (taken: Taken) => void;
  close(): void;
};

export async function openOutside(): Promise<Outside> {
  const mail = await openMailServer();
  const web = await openWebServer();
  const outside: Outside = {
    taken: [],
    smtpPort: mail.state.port,
    webUrl: web.state.url,
    onTaken: () => undefined,
    onAnswered: () => undefined,
    close: () => {
      mail.close();
      web.close();
    },
  };
  const take = async (channel: OutsideChannel, id: string, body: string) => {
    const taken = { channel, id, body, isAnswered: false };
    outside.taken.push(taken);
    outside.onTaken(taken);
    // Time in which the sender may be killed without having been answered.
    await new Promise((resolve) => setTimeout(resolve, 5));
    taken.isAnswered = true;
    setImmediate(() => outside.onAnswered(taken));
  };
  mail.state.onMail = ({ content }) => take('email', /^message-id: <([^@>]+)@/im.exec(content)?.[1] ?? '', content);
  web.state.onRequest = ({ path, headers, body }) =>
    path === '/send'
      ? take('sms', (JSON.parse(body) as { ref: string }).ref, body)
      : take('webhook', String(headers['webhook-id']), body);
  return outside;
}
