import { type RefusalCode, refusals } from '@printrail/contract/refusals';

export type FieldError = { field: string; message: string };

/** An expected no. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly fields: readonly FieldError[];

  constructor(code: RefusalCode, details: Record<string, unknown> = {}, fields: readonly FieldError[] = []) {
    super(wordsOf(refusals[code].says, details));
    this.name = 'Refusal';
    this.code = code;
    this.status = refusals[code].status;
    this.details = details;
    this.fields = fields;
  }

  /** The same refusal, saying which field of the input it is about. */
  at(field: string): Refusal {
    return new Refusal(this.code, this.details, [{ field, message: this.message }]);
  }
}

function wordsOf(says: string, details: Record<string, unknown>): string {
  return says.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
