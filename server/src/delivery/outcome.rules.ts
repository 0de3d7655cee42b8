/**
 * What came of an attempt: sent; refused for good; to be tried again; or unknown, when the message was handed over and no
 * answer came.
 */
export type Outcome = { is: 'sent'; said: string } | { is: 'refused' | 'again' | 'unknown'; reason: string };

export type SmtpError = {
  code?: string;
  responseCode?: number;
  response?: string;
  message: string;
};

const unreachable: Readonly<Record<string, string>> = {
  EDNS: 'its name is not known',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up just now',
  ECONNREFUSED: 'nothing answers there; check the port',
  ECONNRESET: 'it broke the connection',
  ETIMEDOUT: 'it does not answer in time',
  ECONNECTION: 'it broke the connection',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETLS: 'no encrypted connection came about; check port and encryption',
};

/** What an error of the mail server means. A whole message that was given and never answered for may have arrived. */
export function smtpOutcome(error: SmtpError, host: string, wasGiven: boolean): Outcome {
  const { code = '', responseCode, response = '', message } = error;
  const said = response.slice(0, 500);
  if (responseCode === undefined && wasGiven) {
    return { is: 'unknown', reason: `The mail server ${host} took the message and did not confirm it (${message}).` };
  }
  if (code === 'EAUTH') {
    return { is: 'again', reason: `The mail server ${host} refuses the user name or password: ${said || message}` };
  }
  if (responseCode !== undefined && responseCode >= 500) {
    return { is: 'refused', reason: `The mail server ${host} refuses the message: ${said || message}` };
  }
  if (responseCode !== undefined) {
    return { is: 'again', reason: `The mail server ${host} does not take the message now: ${said || message}` };
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { is: 'refused', reason: message };
  return { is: 'again', reason: `The mail server ${host} cannot be reached: ${causeOf(code, message)}.` };
}

export type HttpError = { code?: string; message: string };

/** What an error on the way to a web address means. */
export function connectionOutcome(error: HttpError, host: string, wasGiven: boolean): Outcome {
  const cause = causeOf(error.code ?? '', error.message);
  if (wasGiven) return { is: 'unknown', reason: `${host} took the request and did not answer: ${cause}.` };
  return { is: 'again', reason: `${host} cannot be reached: ${cause}.` };
}

function causeOf(code: string, message: string): string {
  const named = unreachable[code] ?? Object.entries(unreachable).find(([each]) => message.includes(each))?.[1];
  if (named) return named;
  if (/certificate|self.signed|CERT_/i.test(`${code} ${message}`)) return `its certificate is not trusted (${message})`;
  return message;
}

/** What a provider's answer to an SMS means: whether it took it, will not, could not now, or may have. */
export function smsOutcome(status: number, body: string, host: string): Outcome {
  if (status >= 200 && status < 300) return { is: 'sent', said: body };
  const reason = `${host} answered ${status}: ${wordsIn(body)}`;
  if (status === 429 || status === 500 || status === 503) return { is: 'again', reason };
  if (status === 408 || status >= 500) return { is: 'unknown', reason };
  return { is: 'refused', reason };
}

/** What a receiver's answer to a webhook means: 410 asks for no more, everything else that is no success is tried again. */
export function webhookOutcome(status: number, body: string, host: string): Outcome {
  if (status >= 200 && status < 300) return { is: 'sent', said: body };
  if (status >= 300 && status < 400) {
    return { is: 'again', reason: `${host} answered ${status}: it is somewhere else, and redirects are not followed.` };
  }
  const reason = `${host} answered ${status}: ${wordsIn(body)}`;
  return { is: status === 410 ? 'refused' : 'again', reason };
}

/** What a provider says, out of JSON where it says so by a known name. */
function wordsIn(body: string): string {
  try {
    const parsed = JSON.parse(body) as Record<string, unknown>;
    for (const name of ['message', 'error_message', 'detail', 'error', 'description', 'title']) {
      const words = parsed?.[name];
      if (typeof words === 'string' && words !== '') return words.slice(0, 500);
    }
  } catch {
    // Not JSON: its beginning says most.
  }
  return (
    body
      .replaceAll(/<[^<>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 500) || 'nothing more'
  );
}
