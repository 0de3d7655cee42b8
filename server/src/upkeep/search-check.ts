import type { Db } from '../database/connect.ts';
import { indexedTrigrams, misindexedOrders, trigramsIn } from '../database/soundness.ts';
import type { Check, Offences } from './findings.ts';

export const searchIndexRule: Pick<Check, 'name' | 'rule'> = {
  name: 'search-index',
  rule: 'The search of production orders finds each by every part of its search text, and by nothing else.',
};

const mostTrigrams = 5;

/** Counts in how many orders each trigram is, to be compared with what the search index counts. */
export class TrigramCount {
  private readonly counts = new Map<string, number>();

  add(text: string): void {
    for (const trigram of trigramsIn(text)) this.counts.set(trigram, (this.counts.get(trigram) ?? 0) + 1);
  }

  /** Two faults that weigh each other out in every count would not be seen. */
  async compare(db: Db, offences: Offences): Promise<void> {
    const indexed = await indexedTrigrams(db);
    if (!indexed) return;
    const all = new Set([...this.counts.keys(), ...indexed.keys()]);
    const wrong = [...all].filter((trigram) => (this.counts.get(trigram) ?? 0) !== (indexed.get(trigram) ?? 0));
    const ids = new Map<number, string>();
    for (const trigram of wrong.slice(0, mostTrigrams)) {
      for (const id of await misindexedOrders(db, trigram)) if (!ids.has(id)) ids.set(id, trigram);
    }
    for (const [id, trigram] of ids) {
      offences.add({
        record: `production order with id ${id}`,
        id,
        says: `the index is wrong about "${trigram}" in it`,
      });
    }
    if (wrong.length > 0 && ids.size === 0) {
      offences.add({ record: 'the search index', id: null, says: `it is wrong about ${wrong.length} parts of words` });
    }
  }
}
