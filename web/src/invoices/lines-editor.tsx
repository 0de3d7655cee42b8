import { useRef, useState } from 'react';
import { ProductField } from '../catalog/product-field.tsx';
import { draftOf, type LineDraft } from './line-drafts.rules.ts';
import { LineRow } from './line-row.tsx';
import classes from './lines-editor.module.css';

type LinesEditorProps = {
  drafts: readonly LineDraft[];
  onChange: (drafts: LineDraft[]) => void;
  /** What the server said of a field of the lines ("lines.2.quantity"). */
  fault?: (field: string) => string | undefined;
  isReadOnly?: boolean;
  /** Of an invoice that is not saved yet nothing can be ordered. */
  isNew?: boolean;
  /** Lines nobody would be asked for, where that is known. */
  withoutVendor?: ReadonlySet<number> | undefined;
};

/** Lines as in a spreadsheet: choose a product, type how many, Enter goes on to the next. */
export function LinesEditor({
  drafts,
  onChange,
  fault = () => undefined,
  isReadOnly = false,
  isNew = false,
  withoutVendor,
}: LinesEditorProps) {
  const [added, setAdded] = useState(0);
  const adding = useRef<HTMLInputElement>(null);
  const change = (at: number, part: Partial<LineDraft>) =>
    onChange(drafts.map((draft, place) => (place === at ? { ...draft, ...part } : draft)));
  return (
    <div className={classes.editor}>
      <table className={classes.table} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Description</th>
            <th scope="col" className={classes.number}>
              Quantity
            </th>
            <th scope="col" className={classes.number}>
              Price
            </th>
            <th scope="col" className={classes.number}>
              Discount %
            </th>
            <th scope="col" className={classes.number}>
              Total
            </th>
            <th scope="col">Ordered from</th>
            {isNew ? null : (
              <th scope="col" className={classes.number}>
                Ordered
              </th>
            )}
            {isReadOnly ? null : (
              <th scope="col">
                <span className="only-read-aloud">Remove</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft, at) => (
            <LineRow
              key={draft.key}
              draft={draft}
              at={at}
              isNew={isNew}
              isJustAdded={draft.key === `new ${added}`}
              withoutVendor={withoutVendor}
              isReadOnly={isReadOnly}
              fault={fault}
              onChange={(part) => change(at, part)}
              onRemove={() => onChange(drafts.filter((_, place) => place !== at))}
              onEnter={() => adding.current?.focus()}
            />
          ))}
        </tbody>
      </table>
      {isReadOnly ? null : (
        <div className={classes.add}>
          <ProductField
            key={added}
            isBare
            inputRef={adding}
            label="Add a product"
            onPick={(product) => {
              onChange([...drafts, draftOf(product, `new ${added + 1}`)]);
              setAdded(added + 1);
            }}
          />
        </div>
      )}
    </div>
  );
}
