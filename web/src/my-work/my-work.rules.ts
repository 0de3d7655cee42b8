type Work = { dueDate: string | null; isLate: boolean };

/** Orders, already in order of their due dates, in the groups that one works through: late, today, later, none. */
export function byUrgency<Order extends Work>(
  orders: readonly Order[],
  today: string,
): { name: string; orders: Order[] }[] {
  const nameOf = ({ dueDate, isLate }: Order) => {
    if (isLate) return 'Late';
    if (dueDate === null) return 'Without a due date';
    return dueDate <= today ? 'Today' : 'Later';
  };
  return ['Late', 'Today', 'Later', 'Without a due date']
    .map((name) => ({ name, orders: orders.filter((order) => nameOf(order) === name) }))
    .filter((group) => group.orders.length > 0);
}
