const exampleRunning = 20_481;

/** What a number looks like by a pattern that may still be half typed; the server says whether it will do. */
export function exampleNumber(pattern: string, date: string): string {
  const parts: Record<string, string> = { yyyy: date.slice(0, 4), yy: date.slice(2, 4), mm: date.slice(5, 7) };
  return pattern
    .replace(/\{n(?::([1-9]))?\}/g, (_, digits?: string) => String(exampleRunning).padStart(Number(digits ?? 1), '0'))
    .replace(/\{(yyyy|yy|mm)\}/g, (_, part: string) => parts[part] ?? '');
}
