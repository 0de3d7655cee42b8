import { addUser as endpoint } from '@printrail/contract/people';
import { type Command, needed } from './command.ts';
import { inputFor } from './input.ts';
import { print } from './output.ts';
import { readPassword } from './password.ts';
import { readRights, rightsShape } from './rights.rules.ts';
import { withStudio } from './studio-at-hand.ts';

export const addUser: Command = {
  name: 'user add',
  summary: 'Add a user, such as the owner of a new studio',
  details: 'The password is asked for twice and not shown, or is read from standard input with --password-stdin.',
  options: {
    name: { value: '<name>', says: 'Name of the person' },
    email: { value: '<address>', says: 'E-mail address to sign in with' },
    owner: { says: 'May do everything, and make others owners' },
    rights: { value: '<rights>', says: `What the user may do; nothing unless told. ${rightsShape}` },
    'password-stdin': { says: 'Read the password from standard input, up to the first line break' },
    json: { says: 'Answer as JSON: the user' },
  },
  run: async ({ options }) => {
    const about = { name: needed(options, 'name'), email: needed(options, 'email') };
    const isOwner = options.owner !== undefined;
    const rights = options.rights === undefined ? {} : readRights(options.rights);
    // Checked before the password is asked for, so that nobody types one in vain.
    inputFor(endpoint, { ...about, password: 'to be typed', isOwner, rights });
    const password = await readPassword(options['password-stdin'] !== undefined);
    const input = inputFor(endpoint, { ...about, password, isOwner, rights });
    const { makeUser } = await import('../people/users.operations.ts');
    const user = await withStudio((call) => makeUser(call, input));
    if (options.json !== undefined) return print(JSON.stringify(user));
    print(`Added ${user.isOwner ? 'the owner' : 'the user'} ${user.name}, who signs in as ${user.email}.`);
  },
};
