import { openMailServer } from '../server/src/testing/smtp-server.ts';
import { openWebServer } from '../server/src/testing/web-server.ts';

export type Outside = { smtpPort: number; webUrl: string; close(): void };

/** The mail server, the SMS provider and the receiver of webhooks: each takes most, refuses some, and hangs up now and then. */
export async function openOutside(): Promise<Outside> {
  const mail = await openMailServer();
  const web = await openWebServer();
  let turn = 0;
  const moods = [200, 200, 500, 200, 410, 302] as const;
  mail.state.onMail = () => {
    turn += 1;
    mail.state.received.length = 0;
    mail.state.answers['DATA end'] = turn % 4 === 0 ? 'hang up' : turn % 4 === 1 ? '550 no' : undefined;
  };
  web.state.onRequest = () => {
    turn += 1;
    web.state.received.length = 0;
    web.state.answer = turn % 7 === 0 ? 'hang up' : { status: moods[turn % moods.length] ?? 200 };
  };
  return {
    smtpPort: mail.state.port,
    webUrl: web.state.url,
    close: () => {
      mail.close();
      web.close();
    },
  };
}
