import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { ProductField } from '../catalog/product-field.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { draftOf, faultOf, type LineDraft } from './line-drafts.rules.ts';
import classes from './lines-editor.module.css';

type LinesEditorProps = {
  drafts: readonly LineDraft[];
  onChange: (drafts: LineDraft[]) => void;
  /** What the server said of a field of the lines ("lines.2.quantity"). */
  fault: (field: string) => string | undefined;
  /** What a completed order ordered is settled: only descriptions, costs and notes change. */
  isSettled?: boolean;
};

/** What is ordered, typed as in a spreadsheet. */
export function LinesEditor({ drafts, onChange, fault, isSettled = false }: LinesEditorProps) {
  const added = useRef(0);
  const [round, setRound] = useState(0);
  const add = (product: Parameters<typeof draftOf>[0]) => {
    added.current += 1;
    onChange([...drafts, draftOf(product, `new ${added.current}`)]);
    setRound(added.current);
  };
  return (
    <div>
      <table className={classes.table} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Description</th>
            <th scope="col" className={classes.number}>
              Quantity
            </th>
            <th scope="col" className={classes.number}>
              Cost
            </th>
            <th scope="col">Note</th>
            <th scope="col">
              <span className="only-read-aloud">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft, at) => (
            <LineRow
              key={draft.key}
              draft={draft}
              at={at}
              isSettled={isSettled}
              fault={fault}
              onChange={(part) => onChange(drafts.map((each, place) => (place === at ? { ...each, ...part } : each)))}
              onRemove={() => onChange(drafts.filter((_, place) => place !== at))}
            />
          ))}
        </tbody>
      </table>
      {isSettled ? null : (
        <div className={classes.add}>
          <ProductField key={round} isBare label="Add a product" onPick={add} />
          <Button variant="default" onClick={() => add(null)}>
            Add another line
          </Button>
        </div>
      )}
    </div>
  );
}

type LineRowProps = {
  draft: LineDraft;
  at: number;
  isSettled: boolean;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<LineDraft>) => void;
  onRemove: () => void;
};

function LineRow({ draft, at, isSettled, fault, onChange, onRemove }: LineRowProps) {
  const own = faultOf(draft);
  const said = (field: string) => fault(`lines.${at}.${field}`);
  const isQuantity = own?.startsWith('A whole') ?? false;
  const shared = { variant: 'unstyled', classNames: { input: classes.input } } as const;
  const nameOf = (field: string) => `${field} of line ${at + 1}`;
  return (
    <tr>
      <td className={classes.description}>
        <TextInput
          {...shared}
          aria-label={nameOf('Description')}
          value={draft.description}
          maxLength={500}
          placeholder={own && !isQuantity ? own : undefined}
          autoFocus={draft.id === undefined && draft.productId === null}
          error={fault(`lines.${at}`) ?? said('description') ?? said('productId')}
          onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        />
      </td>
      <td className={classes.number} data-name="Quantity">
        <TextInput
          {...shared}
          inputMode="numeric"
          aria-label={nameOf('Quantity')}
          value={draft.quantity}
          readOnly={isSettled}
          error={isQuantity ? own : (said('quantity') ?? said('invoiceQuantity'))}
          onFocus={(event) => event.currentTarget.select()}
          onChange={({ currentTarget }) => onChange({ quantity: currentTarget.value })}
        />
      </td>
      <td className={classes.number} data-name="Cost">
        <MoneyField
          {...shared}
          aria-label={nameOf('Cost')}
          placeholder={draft.productId === null ? '0' : 'as listed'}
          value={draft.cost}
          error={said('cost')}
          onChange={(cost) => onChange({ cost })}
        />
      </td>
      <td className={classes.note} data-name="Note">
        <TextInput
          {...shared}
          aria-label={nameOf('Note')}
          value={draft.note}
          error={said('note')}
          onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
        />
      </td>
      <td className={classes.remove}>
        {isSettled ? null : (
          <ActionIcon size={28} aria-label={`Remove line ${at + 1}, ${draft.description}`} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
