import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Outcome, Task } from './racer.ts';
import type { TestStudio } from './studio.ts';

/** A further process on the studio's database; gives how to have it do something. */
export async function racer({ location, studio: { clock } }: TestStudio): Promise<(task: Task) => Promise<Outcome>> {
  const script = new URL('./racer.ts', import.meta.url);
  const child: ChildProcess = fork(script, [JSON.stringify({ location, at: clock.now() })], { execArgv: [] });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  });
  await once(child, 'message');
  return async (task) => {
    const answered = once(child, 'message') as Promise<[Outcome]>;
    child.send(task);
    return (await answered)[0];
  };
}
