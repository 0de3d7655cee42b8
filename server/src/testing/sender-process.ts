/* A second process on a studio's database, which sends what waits until it is done or killed. */
import type { Location } from '../database/connect.ts';
import { Sender } from '../delivery/sender.ts';
import { openStudio } from '../main.ts';

const { location, at } = JSON.parse(process.argv[2] ?? '{}') as { location: Location; at: number };
const studio = await openStudio(location, { now: () => at });
process.on('message', () => {
  const sender = new Sender(studio);
  void sender.sendAll().then(async (sent) => {
    await sender.close(1_000);
    process.send?.({ sent });
  });
});
process.on('disconnect', () => void studio.database.close());
process.send?.('ready');
