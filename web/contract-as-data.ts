import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const inContract = /\/contract\/src\/[\w-]+\.ts$/;

/**
 * The contract as the browser needs it: of an endpoint its address, of a list its words. The schemas, which only the
 * server holds anything to, and what makes them would be a fifth of the script of a page.
 */
export function contractAsData(): Plugin {
  return {
    name: 'contract-as-data',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!inContract.test(id)) return null;
      const exported = Object.entries((await import(pathToFileURL(id).href)) as Record<string, unknown>);
      // What also computes is taken as it is written.
      if (exported.some(([, value]) => typeof value === 'function')) return null;
      const kept = exported.filter(([, value]) => !holdsSchema(value));
      return kept.map(([name, value]) => `export const ${name} = ${JSON.stringify(dataOf(value))};`).join('\n');
    },
  };
}

function dataOf(value: unknown): unknown {
  if (!isEndpoint(value)) return value;
  const { id, method, path, tag, answerTypes } = value;
  return { id, method, path, tag, answerTypes };
}

function isEndpoint(value: unknown): value is Record<string, unknown> {
  return isObject(value) && 'method' in value && 'path' in value && 'answer' in value;
}

function holdsSchema(value: unknown): boolean {
  if (!isObject(value) || isEndpoint(value)) return false;
  return '~kind' in value || Object.values(value).some(holdsSchema);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
