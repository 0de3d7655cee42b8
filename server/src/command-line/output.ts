/** The result of a command, on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What goes on meanwhile, and what went wrong, on standard error. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader that has seen enough (`| head`), or is gone, is no fault: the work goes on. */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
