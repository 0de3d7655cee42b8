import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What is compiled is kept for the next start, beside the packages and not where others may write.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/printrail'));
const { run } = await import('./command-line/run.ts');
process.exitCode = await run(process.argv.slice(2));
