/** Records with a name, as a choice offers them. */
export function optionsOf(named: readonly { id: number; name: string }[]) {
  return named.map(({ id, name }) => ({ value: String(id), label: name }));
}
