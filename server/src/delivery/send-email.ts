import { Readable } from 'node:stream';
import type { FileContent } from '@printrail/contract/fields';
import type { Transporter } from 'nodemailer';
import type { Row } from '../database/rows.ts';
import { type Outcome, type SmtpError, smtpOutcome } from './outcome.rules.ts';
import type { Means } from './settings.rules.ts';

export type Email = Pick<Row<'messages'>, 'messageId' | 'recipientName' | 'address' | 'subject' | 'text' | 'html'> & {
  files: readonly (FileContent & { bytes: Uint8Array })[];
};

/** Sends e-mail over connections that stay open for the next, until the settings change or it is closed. */
export class Mailer {
  private readonly studioName: () => string;
  private open: { version: number; transporter: Promise<Transporter> } | undefined;

  constructor(studioName: () => string) {
    this.studioName = studioName;
  }

  async send({ settings, secrets, version }: Means, email: Email): Promise<Outcome> {
    const { smtp } = settings;
    if (!smtp) return { is: 'again', reason: 'No mail server is set.' };
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email.address)) {
      return { is: 'refused', reason: `${email.address} is not an e-mail address.` };
    }
    const transporter = await this.transporterFor({ settings, secrets, version });
    const given = { isWhole: false };
    try {
      const sent = await transporter.sendMail({
        from: { name: smtp.fromName || this.studioName(), address: smtp.fromAddress },
        to: { name: email.recipientName, address: email.address },
        ...(smtp.replyTo ? { replyTo: smtp.replyTo } : {}),
        messageId: `<${email.messageId}@${smtp.fromAddress.split('@')[1]}>`,
        subject: email.subject,
        ...(email.text ? { text: email.text } : {}),
        ...(email.html ? { html: email.html } : {}),
        attachments: email.files.map(({ name, mediaType, bytes }) => ({
          ...{ filename: name, contentType: mediaType, content: Buffer.from(bytes) },
        })),
        // Told by the plugin below, which sees the last of the message leave.
        given,
      } as Parameters<Transporter['sendMail']>[0]);
      return { is: 'sent', said: String(sent.response ?? '') };
    } catch (error) {
      return smtpOutcome(error as SmtpError, `${smtp.host}:${smtp.port}`, given.isWhole);
    }
  }

  close(): void {
    this.open?.transporter.then(
      (transporter) => transporter.close(),
      () => undefined,
    );
    this.open = undefined;
  }

  /** The same for all that are sent at once, also while it is being made. */
  private transporterFor(means: Means): Promise<Transporter> {
    if (this.open?.version === means.version) return this.open.transporter;
    this.close();
    const transporter = transporterOf(means);
    this.open = { version: means.version, transporter };
    return transporter;
  }
}

const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

async function transporterOf({ settings, secrets }: Means): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { smtp } = settings;
  if (!smtp) throw new Error('No mail server is set.');
  const transporter = createTransport({
    ...{ pool: true, maxConnections: 3, maxMessages: 100, ...timeouts },
    ...{ host: smtp.host, port: smtp.port, secure: smtp.security === 'tls' },
    ...{ requireTLS: smtp.security === 'starttls', ignoreTLS: smtp.security === 'none' },
    ...(smtp.userName ? { auth: { user: smtp.userName, pass: secrets.smtpPassword ?? '' } } : {}),
    ...(smtp.trustedCertificate ? { tls: { ca: smtp.trustedCertificate } } : {}),
    ...{ disableFileAccess: true, disableUrlAccess: true },
  }) as unknown as Transporter;
  transporter.use('stream', (mail, done) => {
    const { given } = mail.data as { given?: { isWhole: boolean } };
    if (given)
      mail.message.processFunc((message: Readable) => Readable.from(told(message, given), { objectMode: false }));
    done();
  });
  return transporter;
}

/** The message piece by piece; what reads it asks for more only once the server takes it. */
async function* told(message: Readable, given: { isWhole: boolean }): AsyncGenerator<Buffer> {
  for await (const piece of message) yield piece as Buffer;
  given.isWhole = true;
}
