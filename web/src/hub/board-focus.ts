/** Arrow keys go from card to card within a column and across columns. */
export function focusByKey(event: React.KeyboardEvent): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const from = event.target instanceof HTMLElement ? event.target : undefined;
  const column = from?.closest<HTMLElement>('[data-column]');
  if (!column) return;
  const place = Number(from?.closest<HTMLElement>('[data-place]')?.dataset.place ?? -1);
  const to = target(event.key, column, place);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function target(key: string, column: HTMLElement, place: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return cardAt(column, place + 1);
  if (key === 'ArrowUp') return cardAt(column, place - 1);
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const columns = [...(column.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  const ahead =
    key === 'ArrowRight'
      ? columns.slice(columns.indexOf(column) + 1)
      : columns.slice(0, columns.indexOf(column)).reverse();
  for (const next of ahead) {
    const cards = [...next.querySelectorAll<HTMLElement>('[data-place]')];
    const found = cards.find((card) => Number(card.dataset.place) >= place) ?? cards.at(-1);
    if (found) return found;
  }
  return undefined;
}

function cardAt(column: HTMLElement, place: number): HTMLElement | undefined {
  const found = column.querySelector<HTMLElement>(`[data-place="${place}"]`);
  return found ?? (place < 1 ? (column.querySelector<HTMLElement>('[data-place]') ?? undefined) : undefined);
}
