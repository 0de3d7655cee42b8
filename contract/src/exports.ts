import { endpoint } from './endpoint.ts';
import type { Access } from './endpoint.ts';
import { Fields, FileContent } from './fields.ts';
import { hubFilterFields } from './hub-filter.ts';
import type { RefusalTexts } from './refusal-text.ts';
import { type TProperties, Type } from 'typebox';

export const exportRefusals = {
  'archive.unreadable': { status: 422, says: '{file} cannot be read as an archive of a studio: {reason}.' },
  'archive.newer': {
    status: 422,
    says: '{file} was made by a newer Printrail (it has {unknown}); start that version instead.',
  },
  'archive.studio_in_use': {
    status: 409,
    says: 'This studio is in use (it has {what}). An archive is read into an empty studio: another data folder or database.',
  },
  'file.exists': { status: 409, says: '{file} is there already, and is left as it is.' },
  'doctor.other_form': {
    status: 409,
    says: 'The database does not have the form of this version (its last step is {last}). Run "npx printrail migrate", or start the version it belongs to.',
  },
  'backup.unsound': { status: 422, says: '{file} is not sound: {findings}' },
  'restore.in_the_way': {
    status: 409,
    says: 'There is a studio at {place} already. With --replace it is moved aside, and kept; nothing was changed.',
  },
  'restore.in_use': {
    status: 409,
    says: 'The studio at {place} is in use; stop the server first. Nothing was changed.',
  },
  'restore.not_a_backup': { status: 422, says: '{file} cannot be restored: {reason}.' },
} as const satisfies RefusalTexts;

const everyExport = {
  spreadsheet: Type.Optional(
    Type.Boolean({
      description:
        'For a spreadsheet program: the file says that it is UTF-8, and text that would be taken for a formula begins with an apostrophe. Left out, everything is exactly as it is stored.',
    }),
  ),
};

const mediaType = 'text/csv; charset=utf-8';

function csvOf<const Filter extends TProperties>(list: string, says: string, access: Access, filter: Filter) {
  return endpoint({
    id: `export${list.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}`,
    method: 'GET',
    path: `/exports/${list}`,
    tag: 'Exports',
    summary: `${says} as CSV`,
    access,
    query: Fields({ ...everyExport, ...filter }),
    answer: FileContent,
    answerTypes: [mediaType],
  });
}
