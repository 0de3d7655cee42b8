import type { RefusalTexts } from './refusal-text.ts';

export const sampleRefusals = {
  'sample.studio_in_use': { status: 409, says: 'This studio has invoices already; a sample is for an empty studio.' },
} as const satisfies RefusalTexts;
