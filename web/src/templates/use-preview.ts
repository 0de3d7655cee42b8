import { useDebouncedValue } from '@mantine/hooks';
import type { AnswerOf } from '@printrail/contract/endpoint';
import { previewTemplate, type Rendered, type Template } from '@printrail/contract/templates';
import { useRef } from 'react';
import { Refused } from '../api.ts';
import { useAnswer } from '../queries.ts';
import { channels, parts } from './channels.ts';
import type { Chosen } from './use-record.ts';

export type Preview = {
  /** The last one that could be made. */
  shown: AnswerOf<typeof previewTemplate> | undefined;
  /** What is wrong with a part as it is typed now. */
  fault: (part: keyof Rendered) => Refused | undefined;
  /** What is still missing, said where the preview will be. */
  missing: string | undefined;
  /** What kept it from being made that is no part's fault. */
  error: Error | undefined;
  /** Whether what is shown is not what is typed now, which cannot be shown. */
  isOld: boolean;
};

const typingMs = 350;

/** What a template says of a record as one types, and what is wrong with it before it is saved. */
export function usePreview(template: Template, chosen: Chosen | undefined, enabled: boolean): Preview {
  const { channel } = template;
  const written = parts.filter((part) => channels[channel].labels[part] && template[part].trim() !== '');
  const isBlank = written.length === 0;
  const typed = JSON.stringify(Object.fromEntries(written.map((part) => [part, template[part]])));
  const [asked] = useDebouncedValue(typed, typingMs);
  const about = {
    ...(chosen?.kind === 'order' ? { orderId: chosen.id } : {}),
    ...(chosen?.kind === 'invoice' ? { invoiceId: chosen.id } : {}),
  };
  const sent = { body: { channel, ...(JSON.parse(asked) as Partial<Rendered>), ...about } };
  const answer = useAnswer(previewTemplate, sent, {
    enabled: enabled && chosen !== undefined && !isBlank,
    keepPrevious: true,
  });
  const last = useRef<Preview['shown']>(undefined);
  if (answer.data) last.current = answer.data;
  const { error } = answer;
  const refused = error instanceof Refused ? error : undefined;
  const isMissing = refused?.code === 'template.incomplete';
  const faulty = parts.find((part) => refused?.at(part));
  const notYet = enabled
    ? 'What you write is shown here, filled in.'
    : 'Who may view production sees here what it says.';
  return {
    shown: last.current,
    fault: (part) => (refused && !isMissing && faulty === part ? refused : undefined),
    missing: isBlank || !enabled ? notYet : isMissing ? refused?.message : undefined,
    error: error && !faulty ? error : undefined,
    isOld: error !== null && last.current !== undefined,
  };
}
