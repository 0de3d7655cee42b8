import type { Operation } from './document.ts';

type Count = { sent: number; fine: number; codes: Map<string, number>; slowest: number };

/** How often each endpoint was asked, and what came of it. */
export class Tally {
  private readonly counts = new Map<string, Count>();

  constructor(operations: readonly Operation[]) {
    for (const { id } of operations) this.counts.set(id, { sent: 0, fine: 0, codes: new Map(), slowest: 0 });
  }

  add({ id, success }: Operation, status: number, code: string, ms: number): void {
    const count = this.counts.get(id);
    if (!count) return;
    count.sent += 1;
    count.slowest = Math.max(count.slowest, ms);
    if (status === success) count.fine += 1;
    else count.codes.set(code, (count.codes.get(code) ?? 0) + 1);
  }

  /** Endpoints that never did what they are for. */
  get neverFine(): string[] {
    return [...this.counts].filter(([, { fine }]) => fine === 0).map(([id]) => id);
  }

  /** The endpoint that was asked least, with how often. */
  get least(): number {
    return Math.min(...[...this.counts.values()].map(({ sent }) => sent));
  }

  get codes(): number {
    return new Set([...this.counts.values()].flatMap(({ codes }) => [...codes.keys()])).size;
  }

  /** How often anything was refused with the code. */
  times(code: string): number {
    return [...this.counts.values()].reduce((sum, { codes }) => sum + (codes.get(code) ?? 0), 0);
  }

  lines(): string[] {
    return [...this.counts].map(([id, { sent, fine, codes, slowest }]) => {
      const most = [...codes].sort(([, a], [, b]) => b - a).slice(0, 4);
      const refused = most.map(([code, times]) => `${code} ${times}`).join(', ');
      return `${id.padEnd(24)} ${String(sent).padStart(6)} ${String(fine).padStart(6)} ${slowest.toFixed(0).padStart(5)} ms  ${refused}`;
    });
  }
}
