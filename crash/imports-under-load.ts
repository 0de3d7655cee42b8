import { type ImportStep, importFiles } from '@printrail/contract/imports';
import { next } from './book.ts';
import { type LoadTools, resting } from './load-tools.ts';

const pauseMs = 400;
const mostSets = 6;
/** Clients in a set of files; each has an invoice of two lines. */
export const clientsInSet = 120;
export const linesPerInvoice = 2;

const steps: ImportStep[] = [
  { file: 'clients.csv', into: 'clients', key: { column: 'id' }, fields: { name: { column: 'name' } } },
  {
    ...{ file: 'invoices.csv', into: 'invoices', key: { column: 'id' } },
    fields: { client: { column: 'client' }, date: { column: 'date' } },
    lines: {
      key: { columns: ['id', 'line'] },
      fields: { product: { column: 'product' }, quantity: { column: 'quantity' } },
    },
  },
];

/** Several hundred rows at once, new or known from before: what is in them tells how often they were imported. */
export class ImportsUnderLoad {
  private readonly tools: LoadTools;

  constructor(tools: LoadTools) {
    this.tools = tools;
  }

  async import(): Promise<void> {
    const { journal, book, random, atWork } = this.tools;
    const set = `set${Math.floor(random() * mostSets)}`;
    const course = book.importOf(set);
    const time = course.steps.length + 1;
    const body = { mapping: { steps }, files: this.filesOf(set, time) };
    await book.ask([next(course, time)], () => atWork('import', () => journal.ask(importFiles, { body })));
    await resting(pauseMs);
  }

  private filesOf(set: string, time: number) {
    const ids = Array.from({ length: clientsInSet }, (_, at) => `${set}-${at}`);
    const lines = ids.flatMap((id) =>
      Array.from({ length: linesPerInvoice }, (_, at) =>
        [id, id, '2026-01-05', at, this.tools.scene.productKeys[at], time].join(),
      ),
    );
    return {
      'clients.csv': ['id,name', ...ids.map((id) => `${id},Client ${id} of ${time}`)].join('\n'),
      'invoices.csv': ['id,client,date,line,product,quantity', ...lines].join('\n'),
    };
  }
}
