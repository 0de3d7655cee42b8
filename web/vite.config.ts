import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contractAsData } from './contract-as-data.ts';

const compress = promisify(brotliCompress);

/** Every text file also as Brotli beside it, so that the server only hands bytes on. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name));
      await Promise.all(
        texts.map(async (name) => writeFile(join(dir, `${name}.br`), await compress(await readFile(join(dir, name))))),
      );
    },
  };
}

// What every page needs is one file, and the many small things that most pages have in common are in it: each file
// costs a request.
const tiny = /\/contract\/src\/|\/@tabler\//;
const small = /\/web\/src\/ui\/|\/@mantine\/hooks\/|\/@mantine\/core\/esm\/(core|utils)\//;
const chunks = [
  { name: 'studio', tags: ['$initial' as const], priority: 1 },
  { name: 'studio', test: tiny, minShareCount: 2, priority: 1 },
  { name: 'studio', test: small, minShareCount: 8, priority: 1 },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [contractAsData(), react(), precompressed()],
  build: {
    ...{ target: 'es2023', chunkSizeWarningLimit: 1_000, modulePreload: { polyfill: false } },
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4310' } },
});
