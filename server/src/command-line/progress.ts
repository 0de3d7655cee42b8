const drawnEveryMs = 100;
const saidEveryMs = 3_000;
const barWidth = 24;

/** Shows how far work is: a bar on a terminal, otherwise a line every few seconds, always on standard error. */
export class ProgressBar {
  private shownAt = performance.now();
  private hasBar = false;

  report(what: string, share: number): void {
    const isTerminal = process.stderr.isTTY;
    const now = performance.now();
    if (now - this.shownAt < (isTerminal ? drawnEveryMs : saidEveryMs)) return;
    this.shownAt = now;
    const percent = `${Math.floor(share * 100)} %`;
    if (!isTerminal) process.stderr.write(`${what}: ${percent}\n`);
    else {
      const full = Math.round(share * barWidth);
      process.stderr.write(`\r\x1b[K${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent.padStart(5)}  ${what}`);
      this.hasBar = true;
    }
  }

  /** Takes the bar away, before anything else is said. */
  end(): void {
    if (this.hasBar) process.stderr.write('\r\x1b[K');
    this.hasBar = false;
  }
}
