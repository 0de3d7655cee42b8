import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../server/src/testing/studio.ts';
import type { Aim } from './aims.ts';
import { crash } from './crash.ts';

// `npm run crash` is the long form.
const isPatient = { timeout: 600_000 };

test(
  'servers killed while they change, import, plan, send and record lose nothing and do nothing twice',
  isPatient,
  async () => {
    const { location, remove } = await emptyDatabase();
    onTestFinished(remove);
    const isOnPostgres = 'url' in location;
    const kills: Aim[] = [
      ...(['planning', 'sending e-mail', 'ordering', 'sending a webhook'] as const),
      ...(['acknowledged', 'importing', 'recording', 'sending SMS'] as const),
    ];
    const outcome = await crash({
      ...{ location, servers: isOnPostgres ? 2 : 1, orders: 24, mix: 'everything', kills, compareEvery: 100 },
      ...{ seed: 4310, say: () => undefined },
    });
    expect(outcome.differences).toEqual([]);
    expect(outcome.kills).toBe(kills.length);
    expect(outcome.interrupted).toBeGreaterThan(0);
    // Of two servers the other one may have been sending it.
    if (isOnPostgres) return;
    for (const { channel, state, times } of outcome.caught) {
      const isWebhook = channel === 'webhook';
      expect({ channel, state, isRepeated: times > 1 }).toEqual({
        ...{ channel, state: isWebhook ? 'sent' : 'unconfirmed', isRepeated: isWebhook },
      });
    }
  },
);
