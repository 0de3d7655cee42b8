import { isUtf8 } from 'node:buffer';

/** What a body says, or why it cannot be read. `hasEscapes`: whether it may hold texts that no database can keep. */
export type ReadJson = { value: unknown; hasEscapes: boolean } | { unreadable: string };

/** Deeper than any body has reason to be. */
export const deepestNesting = 50;

/** Reads a body. It stands alone, so that a thread that does nothing else starts quickly. */
export function readJson(body: Uint8Array): ReadJson {
  if (!isUtf8(body)) return { unreadable: 'it is not UTF-8' };
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  try {
    const value: unknown = JSON.parse(text);
    // UTF-8 itself holds neither NUL nor halves of surrogate pairs; only an escape can bring them in.
    return { value, hasEscapes: text.includes('\\u') || text.includes('__proto__') };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : 'unreadable' };
  }
}

/** The same, if one thread can hand it to another: what nests without end would exhaust the stack of either. */
export function readToHandOver(body: Uint8Array): ReadJson {
  const read = readJson(body);
  if ('unreadable' in read || !isTooDeep(read.value)) return read;
  return { unreadable: `it nests deeper than ${deepestNesting} levels` };
}

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestNesting) return true;
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return false;
}
