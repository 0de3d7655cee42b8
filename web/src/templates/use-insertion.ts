import type { MergeField, Rendered } from '@printrail/contract/templates';
import { useRef } from 'react';
import { insertionOf } from './merge-fields.rules.ts';

type Part = keyof Rendered;
type Field = HTMLInputElement | HTMLTextAreaElement;

export type Insertion = {
  /** What a field is given, to be known as the one last used. */
  fieldProps: (part: Part) => { ref: (field: Field | null) => void; onFocus: () => void };
  insert: (field: MergeField, all: readonly MergeField[]) => void;
};

/** Puts merge fields where the cursor was last, or at the end of the text where it was nowhere yet. */
export function useInsertion(): Insertion {
  const fields = useRef<Partial<Record<Part, Field | null>>>({});
  const last = useRef<Part>(undefined);
  return {
    fieldProps: (part) => ({
      ref: (field) => {
        fields.current[part] = field;
      },
      onFocus: () => {
        last.current = part;
      },
    }),
    insert: (mergeField, all) => {
      const part = last.current ?? 'text';
      const field = fields.current[part];
      if (!field) return;
      if (last.current === undefined) field.setSelectionRange(field.value.length, field.value.length);
      field.focus();
      // As if it were typed: nothing else keeps the browser's own undo.
      document.execCommand('insertText', false, insertionOf(mergeField, all, part));
    },
  };
}
