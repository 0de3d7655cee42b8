import { deleteFirings, processFirings, skipFirings } from '@printrail/contract/firings';
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';
import { type Act, outcomeWords, sumOf, type Tally } from './queue.rules.ts';

/** Some firings, or all of a trigger's that are due or cannot be sent, and its later ones if asked. */
export type Of = { ids: readonly number[] } | { triggerId: number; includingLater: boolean };

const alsoStale = ['Tasks', 'Delivery'] as const;
const mostAtOnce = 1_000;

/** Processes, skips or deletes, and says what came of it; a refusal is said too, and answered by false. */
export function useQueueActs() {
  const process = useChange(processFirings, alsoStale);
  const skip = useChange(skipFirings);
  const remove = useChange(deleteFirings);
  const say = useToast();
  const navigate = useNavigate();
  const changes = { process, skip, delete: remove };
  const see = { label: 'See messages', run: () => void navigate({ to: '/messages' }) };

  async function act(what: Act, of: Of, { words, makesMessage = false }: Told = {}): Promise<boolean> {
    try {
      const tallies: Tally[] = [];
      for (const body of bodiesOf(of)) tallies.push(await changes[what].mutateAsync({ body }));
      const tally = sumOf(tallies);
      const { processed = 0, cannotBeSent = 0 } = tally;
      say(words !== undefined && processed > 0 ? words : outcomeWords(tally), {
        isWrong: cannotBeSent > 0 && processed === 0,
        ...(makesMessage && processed > 0 ? { action: see } : {}),
      });
      return true;
    } catch (error) {
      say((error as Error).message, { isWrong: true });
      return false;
    }
  }
  return { act, isBusy: process.isPending || skip.isPending || remove.isPending };
}

/** What is said when all goes as planned, and whether there is then a message to see. */
export type Told = { words?: string; makesMessage?: boolean };

function bodiesOf(of: Of) {
  if ('triggerId' in of) return [of];
  const slices = Math.ceil(of.ids.length / mostAtOnce);
  return Array.from({ length: slices }, (_, at) => ({ ids: of.ids.slice(at * mostAtOnce, (at + 1) * mostAtOnce) }));
}
