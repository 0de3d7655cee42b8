import { join, resolve } from 'node:path';
import type { Location } from './database/connect.ts';

/** Every setting of the server: the only place where the environment is read. */
export const settings = {
  host: { env: 'HOST', default: '127.0.0.1', doc: 'Address to listen on; 0.0.0.0 for the whole network.' },
  port: { env: 'PORT', default: '4310', doc: 'Port to listen on; 0 takes a free one.' },
  data: { env: 'PRINTRAIL_DATA', default: './data', doc: 'Folder of the embedded database.' },
  databaseUrl: {
    env: 'DATABASE_URL',
    default: '',
    doc: 'PostgreSQL to use instead, as postgres://user:password@host/name.',
  },
  trustProxy: {
    env: 'PRINTRAIL_TRUST_PROXY',
    default: '',
    doc: 'Addresses of proxies in front, separated by commas, whose X-Forwarded headers are believed.',
  },
  takeOver: {
    env: 'PRINTRAIL_TAKE_OVER_SECONDS',
    default: '60',
    doc: 'After so long what a process was doing when it was killed is taken up again; messages after five times as long.',
  },
} as const;

export type Config = {
  host: string;
  port: number;
  location: Location;
  trustProxy: boolean | string;
  takeOverMs: number;
};

/** Reads the settings; an unusable one is an error that names it. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const value = (name: keyof typeof settings) => environment[settings[name].env] || settings[name].default;
  const port = Number(value('port'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a whole number from 0 to 65535; it is ${value('port')}.`);
  }
  const takeOver = Number(value('takeOver'));
  if (!Number.isInteger(takeOver) || takeOver < 1 || takeOver > 3_600) {
    throw new Error(`PRINTRAIL_TAKE_OVER_SECONDS must be a whole number from 1 to 3600; it is ${value('takeOver')}.`);
  }
  const url = value('databaseUrl');
  if (url && !/^postgres(ql)?:\/\//.test(url)) throw new Error('DATABASE_URL must begin with postgres://.');
  return {
    host: value('host'),
    port,
    location: url ? { url } : { file: join(resolve(value('data')), 'printrail.db') },
    trustProxy: value('trustProxy') || false,
    takeOverMs: takeOver * 1_000,
  };
}
