/** Bodies to begin with, where chance alone hardly comes upon what is accepted; by endpoint. */
export type Primed = Readonly<Record<string, readonly unknown[]>>;

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const text = 'Hello {{ client.name }}: {{ order.number }} is at {{ order.status }}.';

/** E-mail and SMS go to this machine alone. */
export function primers(webUrl: string, smtpPort: number): Primed {
  const fields = { name: { column: 'name' }, email: { column: 'mail' } };
  const clients = { file: 'a.csv', into: 'clients', key: { column: 'id' }, fields };
  const files = { 'a.csv': 'id,name,mail\n1,Ada,ada@client.example\n2,"Bo, Ünn",\n' };
  return {
    importFiles: [
      { mapping: { steps: [clients] }, files },
      { mapping: { steps: [clients], delimiter: ',', encoding: 'utf-8' }, files, check: true },
    ],
    saveLogo: [{ image: pixel }],
    updateDeliverySettings: [settings(webUrl, smtpPort)],
    addTemplate: [
      { name: 'An e-mail', channel: 'email', subject: '{{ order.number }}', text },
      { name: 'A letter', channel: 'letter', subject: 'Your prints', text },
      { name: 'A text', channel: 'sms', text },
    ],
  };
}

function settings(webUrl: string, smtpPort: number) {
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', userName: '', trustedCertificate: '' };
  const sms = { provider: 'other', url: `${webUrl}/send`, from: 'Lumen', contentType: 'application/json', headers: [] };
  return {
    smtp: { ...smtp, fromName: 'Lumen Studio', fromAddress: 'hello@lumen.example', replyTo: '' },
    sms: { ...sms, body: '{"to":"{{ to }}","text":"{{ text }}","ref":"{{ id }}"}' },
    webhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    allowedHosts: ['127.0.0.1'],
    sendingHours: { from: '00:00', until: '24:00', days: 'every' },
  };
}

/** Triggers of several kinds at a status; `templateIds`: of an e-mail, a letter and a text. */
export function triggersAt(webUrl: string, statusId: number, templateIds: readonly number[]): unknown[] {
  const at = { statusId, when: 'entered', isOncePerOrder: false };
  const [email, letter, sms] = templateIds;
  return [
    { ...at, action: 'webhook', address: `${webUrl}/hook`, isAutomatic: true },
    { ...at, action: 'task', isAutomatic: false },
    { ...at, action: 'email', recipient: 'client', templateId: email, isAutomatic: true },
    { ...at, action: 'letter', recipient: 'client', templateId: letter, isAutomatic: true },
    { ...at, action: 'sms', recipient: 'client', templateId: sms, isAutomatic: false },
  ];
}

/** Whoever is sent to stays this machine, whatever the settings were made to be. */
export function tame(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return body;
  const { smtp, sms, ...rest } = body as Record<string, Record<string, unknown> | null | undefined>;
  return {
    ...rest,
    ...(smtp === undefined ? {} : { smtp: isHosted(smtp) ? { ...smtp, host: '127.0.0.1' } : smtp }),
    // This provider stands at an address of its own.
    ...(sms === undefined ? {} : { sms: sms?.provider === 'twilio' ? { ...sms, accountSid: 'AC' } : sms }),
  };
}

function isHosted(smtp: Record<string, unknown> | null): boolean {
  return typeof smtp === 'object' && typeof smtp?.host === 'string';
}
