import type { Endpoint, InputOf } from '@printrail/contract/endpoint';
import type { Started } from '../main.ts';

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
type AnyEndpoint = Endpoint<any, any, any, any>;
type Sent<E> = Partial<Pick<InputOf<E>, 'params' | 'query' | 'body'>> & {
  version?: number;
  headers?: Record<string, string>;
};

export type BrowserOptions = { https?: boolean; remote?: string };

/** Someone at a browser, or a program: sends the session cookie it was given, if any. */
export type Browser = {
  cookie: string;
  /** The Set-Cookie header of the last answer. */
  given: string;
  ask<E extends AnyEndpoint>(endpoint: E, sent?: Sent<E>): Promise<{ status: number; body: Record<string, unknown> }>;
};

export function browser({ app }: Started, { https = false, remote = '192.168.1.20' }: BrowserOptions = {}): Browser {
  const self: Browser = {
    cookie: '',
    given: '',
    ask: async (endpoint, { params, query, body, version, headers } = {}) => {
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        String((params as Record<string, unknown>)[name]),
      );
      const response = await app.inject({
        method: endpoint.method,
        url: `/api/v1${path}`,
        query: (query ?? {}) as Record<string, string>,
        remoteAddress: remote,
        headers: {
          ...(self.cookie ? { cookie: self.cookie } : {}),
          ...(https ? { 'x-forwarded-proto': 'https' } : {}),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      self.given = String(response.headers['set-cookie'] ?? '');
      if (self.given) self.cookie = self.given.includes('Max-Age=0') ? '' : (self.given.split(';')[0] ?? '');
      return { status: response.statusCode, body: response.body ? response.json() : {} };
    },
  };
  return self;
}
