import { addApiKey as endpoint } from '@printrail/contract/api-keys';
import { type Command, needed } from './command.ts';
import { inputFor } from './input.ts';
import { print, remark } from './output.ts';
import { readRights, rightsShape } from './rights.rules.ts';
import { withStudio } from './studio-at-hand.ts';

export const addApiKey: Command = {
  name: 'api-key add',
  summary: 'Make a key for programs that use the API',
  details:
    'The key alone goes to standard output, this once; only its hash is kept. Send it as "Authorization: Bearer <key>".',
  options: {
    name: { value: '<name>', says: 'What the key is for' },
    rights: { value: '<rights>', says: `What it may do; all unless told. ${rightsShape}` },
    json: { says: 'Answer as JSON: the key and what is stored of it' },
  },
  run: async ({ options }) => {
    const name = needed(options, 'name');
    const input = inputFor(endpoint, { name, rights: readRights(options.rights ?? 'all') });
    const { makeApiKey } = await import('../people/api-keys.operations.ts');
    const made = await withStudio((call) => makeApiKey(call, input));
    print(options.json === undefined ? String(made.key) : JSON.stringify(made));
    if (options.json === undefined) remark(`This is the API key "${made.name}". Keep it: it is not shown again.`);
  },
};
