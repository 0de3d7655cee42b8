import { Checkbox, Select, TextInput } from '@mantine/core';
import { listTypes } from '@printrail/contract/cycles';
import { useAnswer } from '../queries.ts';
import { Wrong } from '../ui/page.tsx';
import { countWords, moneyWords, numberWords } from '../ui/words.ts';
import classes from './create-orders.module.css';
import { type Choice, costOf, type VendorToOrder } from './order-plan.rules.ts';

type VendorPartProps = {
  vendor: VendorToOrder;
  choice: Choice;
  isOnly: boolean;
  isNumberTyped: boolean;
  refusal: Error | undefined;
  onChoose: (part: Choice) => void;
};

/** What one vendor will be asked for, and what is to be chosen for it. */
export function VendorPart({ vendor, choice, isOnly, isNumberTyped, refusal, onChoose }: VendorPartProps) {
  const { vendorName, lines } = vendor;
  const isIn = !choice.isLeftOut;
  return (
    <section className={classes.vendor} aria-label={vendorName} data-out={!isIn || undefined}>
      <div className={classes.vendorHead}>
        {isOnly ? (
          <h3>{vendorName}</h3>
        ) : (
          <Checkbox
            label={<span className={classes.vendorName}>{vendorName}</span>}
            checked={isIn}
            onChange={({ currentTarget }) => onChoose({ isLeftOut: !currentTarget.checked })}
          />
        )}
        <span className="quiet numbers">
          {countWords(lines.length, 'line')} · costs {moneyWords(costOf(vendor))}
        </span>
      </div>
      {isIn ? (
        <>
          <ul className={classes.lines}>
            {lines.map(({ invoiceLineId, quantity, description, productName, cost }) => (
              <li key={invoiceLineId}>
                <span className="numbers">{numberWords(quantity)} ×</span>
                <span>
                  {description}
                  {description === productName ? null : <span className="quiet"> · {productName}</span>}
                </span>
                <span className="numbers">{moneyWords(cost)}</span>
              </li>
            ))}
          </ul>
          <VendorChoices vendor={vendor} choice={choice} isNumberTyped={isNumberTyped} onChoose={onChoose} />
        </>
      ) : null}
      <Wrong error={refusal} />
    </section>
  );
}

function VendorChoices({ vendor, choice, isNumberTyped, onChoose }: Omit<VendorPartProps, 'isOnly' | 'refusal'>) {
  const types = useAnswer(listTypes, {}).data?.items.filter(({ isActive }) => isActive) ?? [];
  const isAdding = choice.addToOrderId !== undefined;
  const typeId = choice.typeId ?? vendor.typeId;
  return (
    <div className={classes.choices}>
      {vendor.openOrders.length > 0 ? (
        <Select
          label="Goes to"
          allowDeselect={false}
          data={[
            { value: 'new', label: 'A new order' },
            ...vendor.openOrders.map(({ id, number }) => ({ value: String(id), label: `Add to ${number}` })),
          ]}
          value={isAdding ? String(choice.addToOrderId) : 'new'}
          onChange={(id) => onChoose({ addToOrderId: id === 'new' ? undefined : Number(id) })}
        />
      ) : null}
      {isAdding ? null : (
        <Select
          label="Type"
          placeholder="Choose a type"
          data-missing={typeId === null || undefined}
          data-autofocus={typeId === null || undefined}
          allowDeselect={false}
          description={vendor.typeId === null ? 'The vendor has none of its own' : undefined}
          data={types.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={typeId === null ? null : String(typeId)}
          onChange={(id) => onChoose({ typeId: Number(id) === vendor.typeId ? undefined : Number(id) })}
        />
      )}
      {isAdding || !isNumberTyped ? null : (
        <TextInput
          label="Order number"
          data-missing={!choice.number || undefined}
          description="Typed by hand for this vendor"
          maxLength={60}
          value={choice.number ?? ''}
          onChange={({ currentTarget }) => onChoose({ number: currentTarget.value })}
        />
      )}
    </div>
  );
}
