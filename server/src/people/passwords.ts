import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../platform/refusal.ts';
import { normalizedPassword } from './passwords.rules.ts';

const derive = promisify(argon2);

// OWASP Password Storage: argon2id with 19 MiB of memory, 2 passes, 1 lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const atOnce = 2;
const mostWaiting = 100;

/** The password as a PHC string, which tells how it was made: $argon2id$v=19$m=…,t=…,p=…$salt$hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await inTurn(() => deriveFrom(password, { nonce: salt, tagLength: 32, ...cost }));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** What an unknown user's password is compared with, so that it takes the same time. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Whether the stored PHC string was made of this password; called within `inTurn`. */
export async function isPasswordOf(stored: string | undefined, password: string): Promise<boolean> {
  const parts = phc.exec(stored ?? '') ?? phc.exec(nobody);
  const [, memory, passes, parallelism, salt = '', expected = ''] = parts ?? [];
  const hash = Buffer.from(expected, 'base64');
  const given = await deriveFrom(password, {
    nonce: Buffer.from(salt, 'base64'),
    tagLength: hash.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(given, hash) && phc.test(stored ?? '');
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs the work when fewer than two others do: each hash takes 19 MiB and a core for a tenth of a second. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running < atOnce) running++;
  else if (waiting.length < mostWaiting) await new Promise<void>((go) => void waiting.push(go));
  else throw new Refusal('sign_in.busy');
  try {
    return await work();
  } finally {
    // Whoever waited longest takes over the turn.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function deriveFrom(password: string, parameters: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  return derive('argon2id', { message: Buffer.from(normalizedPassword(password)), ...parameters });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
