/** One line of JSON per event on standard error; never a secret, never a body. */
export type Log = {
  info(event: string, facts?: Record<string, unknown>): void;
  error(event: string, error: unknown, facts?: Record<string, unknown>): void;
};

export function createLog(write: (line: string) => void): Log {
  const line = (level: string, event: string, facts: Record<string, unknown>) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }));
  return {
    info: (event, facts = {}) => line('info', event, facts),
    error: (event, error, facts = {}) =>
      line('error', event, {
        ...facts,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  };
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };
