/** The result of a command, on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What goes on meanwhile, and what went wrong, on standard error. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader that has seen enough (`| head`) closes the pipe; that is no fault. */
export function allowClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
