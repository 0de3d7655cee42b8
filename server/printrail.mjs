#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runNode } from '../tools/processes.mjs';

const cli = fileURLToPath(new URL('./src/cli.ts', import.meta.url));
process.exitCode = await runNode([cli, ...process.argv.slice(2)]);
