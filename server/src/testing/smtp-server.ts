import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { certificate, certificateKey } from './loopback-certificate.ts';

export type ReceivedMail = { from: string; to: string[]; content: string; isEncrypted: boolean; userName: string };

/** A mail server on loopback that keeps what it receives. */
export type MailServer = {
  port: number;
  received: ReceivedMail[];
  connections: number;
  /** What it answers instead, by the first word of a command ('DATA end' for a whole message); 'hang up' breaks the connection. */
  answers: Record<string, string | undefined>;
  /** Called with the whole message before it is answered. */
  onMail: (mail: ReceivedMail) => void | Promise<void>;
};

export type MailServerOptions = { security?: 'tls' | 'starttls' | 'none'; login?: { user: string; password: string } };

export async function mailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { close, state } = await openMailServer(options);
  onTestFinished(close);
  return state;
}

/** The same for as long as wanted. */
export async function openMailServer({ security = 'none', login }: MailServerOptions = {}) {
  const state: MailServer = { port: 0, received: [], connections: 0, answers: {}, onMail: () => undefined };
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    new Conversation(socket, state, { security, ...(login ? { login } : {}) }).begin();
  };
  const server: Server =
    security === 'tls' ? createTlsServer({ cert: certificate, key: certificateKey }, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.port = (server.address() as { port: number }).port;
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { state, close };
}

class Conversation {
  private socket: Socket;
  private readonly state: MailServer;
  private readonly options: MailServerOptions;
  private buffered = '';
  private isData = false;
  private userName = '';
  private mail = { from: '', to: [] as string[] };

  constructor(socket: Socket, state: MailServer, options: MailServerOptions) {
    this.socket = socket;
    this.state = state;
    this.options = options;
  }

  begin(): void {
    this.listen();
    this.say('220 loopback ESMTP');
  }

  private listen(): void {
    this.socket.setEncoding('latin1');
    this.socket.on('data', (data: string) => {
      this.buffered += data;
      this.read();
    });
  }

  private read(): void {
    const end = this.isData ? '\r\n.\r\n' : '\r\n';
    const at = this.buffered.indexOf(end);
    if (at < 0) return;
    const part = this.buffered.slice(0, at);
    this.buffered = this.buffered.slice(at + end.length);
    if (this.isData) void this.take(part);
    else this.obey(part);
    this.read();
  }

  private async take(content: string): Promise<void> {
    this.isData = false;
    const mail = {
      ...this.mail,
      content: content.replaceAll('\r\n..', '\r\n.'),
      isEncrypted: this.socket instanceof TLSSocket,
      userName: this.userName,
    };
    this.mail = { from: '', to: [] };
    await this.state.onMail(mail);
    const other = this.state.answers['DATA end'];
    if (other === undefined) this.state.received.push(mail);
    this.answer('DATA end', '250 kept');
  }

  private obey(line: string): void {
    const [command = ''] = line.toUpperCase().split(' ');
    const isStranger = this.options.login !== undefined && this.userName === '';
    if (command === 'STARTTLS') this.encrypt();
    else if (command === 'AUTH') this.signIn(line);
    else if (command === 'QUIT') this.socket.end('221 bye\r\n');
    else if (command === 'MAIL' && isStranger) this.say('530 sign in first');
    else {
      const address = /<(.*?)>/.exec(line)?.[1] ?? '';
      if (command === 'MAIL') this.mail = { from: address, to: [] };
      if (command === 'RCPT') this.mail.to.push(address);
      this.isData = command === 'DATA' && this.state.answers.DATA === undefined;
      this.answer(command, command === 'EHLO' ? this.greeting() : this.isData ? '354 go on' : '250 fine');
    }
  }

  private greeting(): string {
    const isPlain = !(this.socket instanceof TLSSocket);
    const offers = [
      ...(isPlain && this.options.security === 'starttls' ? ['STARTTLS'] : []),
      ...(this.options.login ? ['AUTH PLAIN'] : []),
      '8BITMIME',
    ];
    return ['loopback', ...offers].map((offer, at) => `250${at === offers.length ? ' ' : '-'}${offer}`).join('\r\n');
  }

  private encrypt(): void {
    const plain = this.socket;
    plain.removeAllListeners('data');
    plain.write('220 go on\r\n');
    this.socket = new TLSSocket(plain, { isServer: true, cert: certificate, key: certificateKey });
    this.socket.on('error', () => undefined);
    this.listen();
  }

  private signIn(line: string): void {
    const [, , inline] = line.split(' ');
    const [, user = '', password = ''] = Buffer.from(inline ?? '', 'base64')
      .toString()
      .split('\0');
    const { login } = this.options;
    const isRight = login?.user === user && login.password === password;
    if (isRight) this.userName = user;
    this.say(isRight ? '235 welcome' : '535 5.7.8 user name or password not accepted');
  }

  private answer(command: string, usual: string): void {
    const other = this.state.answers[command];
    if (other === 'hang up') this.socket.destroy();
    else this.say(other ?? usual);
  }

  private say(text: string): void {
    this.socket.write(`${text}\r\n`);
  }
}
