import { isUtf8 } from 'node:buffer';

/** What a body says, or why it cannot be read. `hasEscapes`: whether it may hold texts that no database can keep. */
export type ReadJson = { value: unknown; hasEscapes: boolean } | { unreadable: string };

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
