import classes from './table.module.css';

export type Column<Row> = {
  name: string;
  /** Numbers and money stand at the right. */
  isNumber?: boolean;
  /** Left out on a phone. */
  isDetail?: boolean;
  width?: string;
  show: (row: Row) => React.ReactNode;
};

type TableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => React.Key;
  onOpen?: (row: Row) => void;
};

/** A plain table of a page or less; the hub has its own for many. */
export function Table<Row>({ label, columns, rows, keyOf, onOpen }: TableProps<Row>) {
  return (
    <div className={classes.scrolls}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classOf(column)} style={{ width: column.width }}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={onOpen ? classes.opens : undefined}
              onClick={onOpen && opening(() => onOpen(row))}
            >
              {columns.map((column) => (
                <td key={column.name} className={classOf(column)}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A click on a row opens it; one on a link or control within does what that says. */
function opening(open: () => void) {
  return (event: React.MouseEvent) => {
    const isOnControl =
      event.target instanceof Element && event.target.closest('a, button, input, select, textarea, label');
    if (!isOnControl && !window.getSelection()?.toString()) open();
  };
}

function classOf<Row>({ isNumber, isDetail }: Column<Row>): string | undefined {
  return [isNumber ? classes.number : '', isDetail ? classes.detail : ''].filter(Boolean).join(' ') || undefined;
}
