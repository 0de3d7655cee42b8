import { type FormKind, printForms } from '@printrail/contract/forms';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { useState } from 'react';
import { call } from '../api.ts';
import { useToast } from '../ui/toast.tsx';
import { countWords } from '../ui/words.ts';
import { ordersOf } from './orders-of.ts';
import type { Selection } from './use-selection.ts';

const mostForms = 500;

/** The forms of the selected orders as one PDF in a tab of its own. */
export function usePrintForms(filter: HubFilter) {
  const say = useToast();
  const [isBusy, setIsBusy] = useState(false);
  const run = async (selection: Selection, form: FormKind) => {
    if (selection.count > mostForms) {
      return say(`${countWords(selection.count, 'form')} are too many for one file; select up to ${mostForms}.`, {
        isWrong: true,
      });
    }
    setIsBusy(true);
    try {
      const orders = (await ordersOf(selection, filter)).map(({ id }) => id);
      const pdf = (await call(printForms, { body: { orders, form } })) as unknown as Blob;
      const address = URL.createObjectURL(pdf);
      const open = () => window.open(address, '_blank');
      if (!open()) say(`${countWords(orders.length, 'form')} are ready.`, { action: { label: 'Open', run: open } });
    } catch (error) {
      say((error as Error).message, { isWrong: true });
    } finally {
      setIsBusy(false);
    }
  };
  return { run, isBusy };
}
