import { listProducts, type Product } from '@printrail/contract/catalog';
import { type Picked, Picker } from '../ui/picker.tsx';
import { moneyWords } from '../ui/words.ts';

type ProductFieldProps = {
  label: string;
  value?: Picked | null;
  onPick: (product: Product) => void;
  isBare?: boolean;
  inputRef?: React.Ref<HTMLInputElement>;
};

/** A product of the price list, found by part of its name or code. */
export function ProductField({ label, value = null, onPick, isBare = false, inputRef }: ProductFieldProps) {
  return (
    <Picker
      {...(inputRef ? { ref: inputRef } : {})}
      from={listProducts}
      query={{ active: true }}
      {...(isBare ? { 'aria-label': label, placeholder: label } : { label })}
      value={value}
      onPick={(product) => product && onPick(product)}
      detailOf={({ code, price }) => [code, moneyWords(price)].filter(Boolean).join(' · ')}
    />
  );
}
