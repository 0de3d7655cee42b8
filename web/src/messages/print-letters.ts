import { listMessages, printLetters } from '@printrail/contract/messages';
import { useState } from 'react';
import { call } from '../api.ts';
import { useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';
import { countWords } from '../ui/words.ts';

const mostLetters = 500;

/** Letters as one PDF in a tab of its own; those that waited then count as printed. */
export function usePrintLetters() {
  const print = useChange(printLetters);
  const say = useToast();
  const [isBusy, setIsBusy] = useState(false);

  async function some(ids: readonly number[]): Promise<void> {
    const pdf = (await print.mutateAsync({ body: { ids: [...ids] } })) as unknown as Blob;
    const address = URL.createObjectURL(pdf);
    const open = () => window.open(address, '_blank');
    const isShown = open() !== null;
    const count = countWords(ids.length, 'letter');
    const verb = ids.length === 1 ? 'is' : 'are';
    say(`${count} ${verb} in one file and ${ids.length === 1 ? 'counts' : 'count'} as printed`, {
      action: { label: isShown ? 'Open again' : 'Open', run: () => void open() },
    });
  }

  /** The longest waiting first, as many as one file takes. */
  async function allWaiting(): Promise<void> {
    const waiting: number[] = [];
    let after: string | undefined;
    do {
      const query = { state: 'waiting', channel: 'letter', limit: mostLetters, ...(after ? { after } : {}) } as const;
      const page = await call(listMessages, { query });
      waiting.unshift(...page.items.map(({ id }) => id).reverse());
      after = page.next ?? undefined;
    } while (after);
    if (waiting.length === 0) say('No letter waits to be printed any more.');
    else await some(waiting.slice(0, mostLetters));
  }

  const kept = (run: () => Promise<void>) => async () => {
    setIsBusy(true);
    try {
      await run();
    } catch (error) {
      say((error as Error).message, { isWrong: true });
    } finally {
      setIsBusy(false);
    }
  };
  return { some: (ids: readonly number[]) => kept(() => some(ids))(), allWaiting: kept(allWaiting), isBusy };
}
