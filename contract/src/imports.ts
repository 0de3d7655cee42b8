import type { RefusalTexts } from './refusal-text.ts';

export const importRefusals = {
  'import.rows_refused': { status: 422, says: '{count} rows cannot be imported; nothing was imported.' },
  'import.mapping_invalid': { status: 422, says: 'The mapping does not fit: {reason}' },
  'import.file_unreadable': { status: 422, says: '{file} cannot be read: {reason}' },
} as const satisfies RefusalTexts;
