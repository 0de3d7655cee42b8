import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useVendors } from '../catalog/use-vendors.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { moneyWords } from '../ui/words.ts';
import { faultsOf, type LineDraft, totalOf } from './line-drafts.rules.ts';
import classes from './lines-editor.module.css';

/** What the server may say of a line; the line itself comes first. */
const fieldsOfLine = [
  '',
  '.id',
  '.productId',
  '.quantity',
  '.price',
  '.discount',
  '.vendorId',
  '.description',
  '.externalKey',
];

type LineRowProps = {
  draft: LineDraft;
  at: number;
  isNew: boolean;
  isJustAdded: boolean;
  isReadOnly: boolean;
  withoutVendor: ReadonlySet<number> | undefined;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<LineDraft>) => void;
  onRemove: () => void;
  onEnter: () => void;
};

export function LineRow({
  draft,
  at,
  isNew,
  isJustAdded,
  isReadOnly,
  withoutVendor,
  fault,
  onChange,
  onRemove,
  onEnter,
}: LineRowProps) {
  const quantity = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isJustAdded) quantity.current?.select();
  }, [isJustAdded]);
  const faults = faultsOf(draft);
  const total = totalOf(draft);
  const said = fieldsOfLine.map((field) => fault(`lines.${at}${field}`)).find(Boolean);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onEnter();
  };
  const shared = {
    variant: 'unstyled',
    classNames: { input: classes.input },
    disabled: isReadOnly,
    onKeyDown,
  } as const;
  const nameOf = (field: string) => `${field} of line ${at + 1}, ${draft.productName}`;
  return (
    <>
      <tr>
        <td className={classes.product}>{draft.productName}</td>
        <td className={classes.description}>
          <TextInput
            {...shared}
            aria-label={nameOf('Description')}
            placeholder="Description"
            value={draft.description}
            maxLength={500}
            onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
          />
        </td>
        <td className={classes.number} data-name="Quantity">
          <TextInput
            {...shared}
            ref={quantity}
            inputMode="numeric"
            aria-label={nameOf('Quantity')}
            value={draft.quantity}
            error={faults.quantity ?? Boolean(fault(`lines.${at}.quantity`))}
            onFocus={(event) => event.currentTarget.select()}
            onChange={({ currentTarget }) => onChange({ quantity: currentTarget.value })}
          />
        </td>
        <td className={classes.number} data-name="Price">
          <MoneyField
            {...shared}
            aria-label={nameOf('Price')}
            value={draft.price}
            error={faults.price ?? Boolean(fault(`lines.${at}.price`))}
            onChange={(price) => onChange({ price })}
          />
        </td>
        <td className={classes.number} data-name="Discount %">
          <TextInput
            {...shared}
            inputMode="decimal"
            aria-label={nameOf('Discount in percent')}
            placeholder="–"
            value={draft.discount}
            error={faults.discount ?? Boolean(fault(`lines.${at}.discount`))}
            onChange={({ currentTarget }) => onChange({ discount: currentTarget.value })}
          />
        </td>
        <td className={classes.number} data-name="Total">
          {total === undefined ? '–' : moneyWords(total)}
        </td>
        <td className={classes.vendor}>
          <LineVendor
            draft={draft}
            isReadOnly={isReadOnly}
            withoutVendor={withoutVendor}
            label={nameOf('Vendor')}
            onChange={(vendor) => onChange({ vendor })}
          />
        </td>
        {isNew ? null : (
          <td className={classes.number} data-name="Ordered">
            {draft.vendor === 'none' ? <span className="quiet">–</span> : draft.orderedQuantity}
          </td>
        )}
        {isReadOnly ? null : (
          <td className={classes.remove}>
            <ActionIcon
              size={28}
              aria-label={`Remove line ${at + 1}, ${draft.productName}`}
              title={draft.orderedQuantity > 0 ? `${draft.orderedQuantity} are ordered already` : undefined}
              disabled={draft.orderedQuantity > 0}
              onClick={onRemove}
            >
              <IconX size={14} />
            </ActionIcon>
          </td>
        )}
      </tr>
      {said ? (
        <tr>
          <td colSpan={9} className={classes.fault}>
            <p role="alert">{said}</p>
          </td>
        </tr>
      ) : null}
    </>
  );
}

type LineVendorProps = Pick<LineRowProps, 'draft' | 'isReadOnly' | 'withoutVendor'> & {
  label: string;
  onChange: (vendor: string) => void;
};

function LineVendor({ draft, isReadOnly, withoutVendor, label, onChange }: LineVendorProps) {
  const vendors = useVendors();
  const { vendor, productVendorName: byProduct, ownVendor } = draft;
  // A line that is not ordered although it has no vendor is of a product that is ordered from no one.
  const isMissed = withoutVendor === undefined || draft.id === undefined || withoutVendor.has(draft.id);
  const nobody = isMissed ? 'nobody yet' : 'not ordered';
  const isLost = ownVendor !== null && !vendors.some(({ id }) => id === ownVendor.id);
  return (
    <NativeSelect
      variant="unstyled"
      aria-label={label}
      disabled={isReadOnly}
      classNames={{
        input: `${classes.input} ${vendor === 'product' && byProduct === null && isMissed ? classes.missing : ''}`,
      }}
      value={vendor}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      data={[
        { value: 'product', label: byProduct === null ? nobody : (byProduct ?? 'as the product') },
        ...(isLost ? [{ value: String(ownVendor.id), label: ownVendor.name }] : []),
        ...vendors.map(({ id, name }) => ({ value: String(id), label: name })),
        { value: 'none', label: 'Not ordered' },
      ]}
    />
  );
}
