/** Milliseconds that work keeps this thread's processor: other than on the clock, a busy machine adds nothing to it. */
export async function processorMsOf(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
