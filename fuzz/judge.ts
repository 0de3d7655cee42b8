import type { Access } from '@printrail/contract/endpoint';
import { Problem } from '@printrail/contract/problem';
import { strictTypes } from '../server/src/platform/validation.ts';
import { type Caller, may } from './callers.ts';
import { type Draft, sentOf } from './drafts.ts';
import type { Answer, NoAnswer } from './wire.ts';

/** Codes that no endpoint declares, because a request comes to none: by what was odd about it. */
const undeclared: Partial<Record<Draft['twist'], readonly string[]>> = {
  'odd query': ['request.unreadable'],
  'odd path': ['request.not_found', 'request.unreadable', 'request.invalid'],
  'odd wire': ['request.unreadable'],
  'odd headers': ['request.unreadable'],
  'odd method': ['request.not_found', 'request.unreadable', 'request.invalid'],
};

/** Longer addresses are not read at all. */
const longestAddress = 10_000;
const largestPublicBody = 64 * 1024;

/** What is wrong with an answer, in words; nothing when all is well. */
export function faultOf(draft: Draft, answer: Answer | NoAnswer): string | undefined {
  if ('lost' in answer) return faultOfNone(draft, answer.lost);
  const { operation, twist } = draft;
  const { status, headers, body } = answer;
  const type = String(headers['content-type'] ?? '');
  if (status >= 500 && !isDeclared(draft, answer)) return `${status}: ${body.toString().slice(0, 500)}`;
  if (twist === 'odd method') return undefined;
  if (status === operation.success) return operation.streams ? undefined : operation.misfit(type, body);
  if (status < 400) return `${status} is not told of`;
  if (type !== 'application/problem+json; charset=utf-8') return `${status} as ${type}`;
  const problem = problemOf(answer);
  if (!problem) return `no problem: ${body.toString().slice(0, 500)}`;
  if (problem.status !== status) return `a problem of ${problem.status} as ${status}`;
  if (undeclared[twist]?.includes(problem.code) || isDeclared(draft, answer)) return undefined;
  if (status === 431 && sentOf(draft).target.length > longestAddress) return undefined;
  return `${problem.code} as ${status} is not declared: ${problem.detail.slice(0, 300)}`;
}

/** What is wrong with who was let in, or kept out, going by what the document and the caller's rights say. */
export function faultOfRight({ operation, caller, twist }: Draft, answer: Answer | NoAnswer): string | undefined {
  if ('lost' in answer) return undefined;
  if (operation.access === undefined) return 'no right is told';
  // By another method it may be another endpoint, which is asked by its own name too.
  if (twist === 'odd method') return undefined;
  const { status } = answer;
  const code = problemOf(answer)?.code;
  const isRefused = code === 'access.denied' || code === 'access.sign_in_needed';
  if (may(caller, operation.access))
    return isRefused && !lacksAnother(caller, problemOf(answer))
      ? `${caller.name} may, and is refused: ${code}`
      : undefined;
  if (status === operation.success) return `${caller.name} may not, and it is done`;
  // What cannot be read comes to no endpoint.
  const isStrange = twist === 'odd path' || twist === 'odd wire' || twist === 'odd headers';
  if (isRefused || isStrange || code === 'request.cross_site' || code === 'request.unreadable') return undefined;
  return `${caller.name} may not, and learns ${status} ${code}`;
}

/** Whether it is another right, which the content of the request asks for, that the caller has not. */
function lacksAnother(caller: Caller, problem: Problem | undefined): boolean {
  const { area, level } = problem?.details ?? {};
  return area !== undefined && !may(caller, { area, level } as Access);
}

/** What is wrong with the answer to a request sent again, or to another one under its key. */
export function faultOfAgain({ again }: Draft, answer: Answer | NoAnswer): string | undefined {
  if (!again || 'lost' in answer) return undefined;
  const isOther = again.isOther;
  if (isOther) return answer.status < 300 ? 'a key that was used is taken for another request' : undefined;
  // Another connection may have ended the session meanwhile.
  if (answer.status === 401) return undefined;
  if (answer.status !== again.answer.status) {
    return `sent again it is answered ${answer.status}, not ${again.answer.status}`;
  }
  const [first, now] = [again.answer, answer].map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
  // A secret is answered but once.
  const differing = Object.keys(first ?? {}).filter(
    (name) => now?.[name] !== null && JSON.stringify(now?.[name]) !== JSON.stringify(first?.[name]),
  );
  return differing.length > 0 ? `sent again ${differing} differ` : undefined;
}

function faultOfNone({ twist, body }: Draft, lost: string): string | undefined {
  const isLarge = Buffer.isBuffer(body) && body.length > largestPublicBody;
  return isLarge || twist === 'odd wire' || twist === 'odd headers' ? undefined : `no answer: ${lost}`;
}

function isDeclared({ operation }: Draft, answer: Answer): boolean {
  const code = problemOf(answer)?.code;
  return code !== undefined && operation.codes.get(code) === answer.status;
}

export function problemOf({ headers, body }: Answer): Problem | undefined {
  if (!String(headers['content-type']).startsWith('application/problem+json')) return undefined;
  try {
    const problem: unknown = JSON.parse(body.toString());
    return strictTypes.validate(Problem, problem) ? (problem as Problem) : undefined;
  } catch {
    return undefined;
  }
}
