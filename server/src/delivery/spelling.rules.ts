/** The name that was probably meant by a misspelt one: at most a third of its letters away; undefined when none is near. */
export function closestTo(name: string, names: readonly string[]): string | undefined {
  let closest: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const each of names) {
    const distance = distanceBetween(name.toLowerCase(), each.toLowerCase());
    if (distance < least) [closest, least] = [each, distance];
  }
  return closest;
}

/** How many letters to add, leave out or change to get from one text to the other. */
function distanceBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [at, other] of Array.from(to).entries()) {
      const changed = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
