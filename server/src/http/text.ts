import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../platform/refusal.ts';
import { deepestNesting, type ReadJson, readJson } from './read-json.ts';
import { invalid } from './validation.ts';

const mostHere = 1024 * 1024;

/**
 * Parses a body; refuses what no database can keep: NUL characters and halves of surrogate pairs. A large one is read in a
 * thread of its own: it would hold everyone up.
 */
export async function parseJson(body: Buffer): Promise<unknown> {
  const read = body.length > mostHere ? await readElsewhere(body) : readJson(body);
  if ('unreadable' in read) throw new Refusal('request.not_json', { reason: read.unreadable });
  if (read.hasEscapes) refuseBadText(read.value, '');
  return read.value;
}

async function readElsewhere(body: Buffer): Promise<ReadJson> {
  const worker = new Worker(new URL('./read-json.worker.ts', import.meta.url), { workerData: { body } });
  const [read] = await once(worker, 'message');
  return read as ReadJson;
}

export function refuseBadText(value: unknown, field: string, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalid([{ field, message: 'must not hold a NUL character' }]);
    if (!value.isWellFormed()) throw invalid([{ field, message: 'must be well-formed Unicode' }]);
  } else if (typeof value === 'object' && value !== null) {
    if (depth === deepestNesting)
      throw invalid([{ field, message: `must not nest deeper than ${deepestNesting} levels` }]);
    for (const [name, part] of Object.entries(value)) {
      const place = field ? `${field}.${name}` : name;
      if (name === '__proto__') throw invalid([{ field: place, message: 'is not a field known here' }]);
      refuseBadText(part, place, depth + 1);
    }
  }
}
