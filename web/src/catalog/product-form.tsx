import { Checkbox, Drawer, NumberInput, TextInput } from '@mantine/core';
import {
  addProduct,
  deleteProduct,
  getProduct,
  type Product,
  type ProductInput,
  updateProduct,
} from '@printrail/contract/catalog';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Fields } from '../ui/fields.tsx';
import { useFocusHere } from '../ui/focus-here.ts';
import { Form } from '../ui/form.tsx';
import { Leaving } from '../ui/leaving.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { Answer } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { VendorField } from './vendor-field.tsx';

const stale = ['Invoices', 'Production orders'] as const;
const fields = ['name', 'code', 'price', 'cost', 'preferredVendorId', 'vendorDescription', 'vendorMultiplier'];

/** A product of the price list beside the list; without an id a new one. */
export function ProductForm({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} position="right" title={id ? 'Product' : 'New product'} size="md">
      {id ? <Changing id={id} onClose={onClose} /> : <Adding onClose={onClose} />}
    </Drawer>
  );
}

function Changing({ id, onClose }: { id: number; onClose: () => void }) {
  const asked = useAnswer(getProduct, { params: { id } });
  return <Answer of={asked}>{(product) => <ChangingProduct product={product} onClose={onClose} />}</Answer>;
}

function ChangingProduct({ product, onClose }: { product: Product; onClose: () => void }) {
  const { value, typed, set, isDirty, version } = useDraft(product);
  const save = useChange(updateProduct, stale);
  const remove = useChange(deleteProduct);
  const say = useToast();
  const may = useMay();
  const params = { id: product.id };
  const mayChange = may('catalog', 'change');
  const submit = async () => {
    await save.mutateAsync({ params, version, body: typed });
    say(`${value.name} is saved.`);
    onClose();
  };
  const onDelete = () =>
    remove.mutate(
      { params, version: product.version },
      {
        onSuccess: () => {
          say(`${product.name} is deleted.`);
          onClose();
        },
      },
    );
  return (
    <>
      <Form
        submit="Save product"
        onSubmit={submit}
        onCancel={onClose}
        fields={fields}
        isDisabled={!isDirty || !mayChange || value.name.trim() === ''}
      >
        {(fault) => (
          <ProductFields
            value={value}
            vendorName={value.preferredVendorName}
            onChange={(part) => set(part as Partial<Product>)}
            fault={fault}
            isReadOnly={!mayChange}
          />
        )}
      </Form>
      <Leaving
        what="product"
        isActive={product.isActive}
        onActive={
          mayChange ? (isActive) => save.mutate({ params, version: product.version, body: { isActive } }) : undefined
        }
        onDelete={may('catalog', 'delete') ? onDelete : undefined}
        isDeleting={remove.isPending}
        error={remove.error}
      />
    </>
  );
}

function Adding({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState<ProductInput>({ name: '' });
  const add = useChange(addProduct, stale);
  const say = useToast();
  const submit = async () => {
    const { name } = await add.mutateAsync({ body: typed });
    say(`${name} is on the price list.`);
    onClose();
  };
  return (
    <Form
      submit="Add product"
      onSubmit={submit}
      onCancel={onClose}
      fields={fields}
      isDisabled={typed.name.trim() === ''}
    >
      {(fault) => (
        <ProductFields
          value={typed}
          vendorName={null}
          onChange={(part) => setTyped((before) => ({ ...before, ...part }))}
          fault={fault}
        />
      )}
    </Form>
  );
}

type ProductFieldsProps = {
  value: ProductInput;
  vendorName: string | null;
  onChange: (part: Partial<ProductInput>) => void;
  fault: (field: string) => string | undefined;
  isReadOnly?: boolean;
};

function ProductFields({ value, vendorName, onChange, fault, isReadOnly = false }: ProductFieldsProps) {
  const vendorId = value.preferredVendorId ?? null;
  const name = useFocusHere<HTMLInputElement>();
  return (
    <Fields label="Product" isReadOnly={isReadOnly}>
      <TextInput
        ref={name}
        label="Name"
        data-autofocus
        maxLength={200}
        value={value.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        error={fault('name')}
      />
      <TextInput
        label="Code"
        maxLength={60}
        value={value.code ?? ''}
        onChange={({ currentTarget }) =>
          onChange({ code: currentTarget.value.trim() === '' ? null : currentTarget.value })
        }
        error={fault('code')}
      />
      <MoneyField
        label="Price"
        value={value.price ?? 0}
        onChange={(price) => onChange({ price: price ?? 0 })}
        error={fault('price')}
      />
      <MoneyField
        label="Cost of one sold"
        value={value.cost ?? 0}
        onChange={(cost) => onChange({ cost: cost ?? 0 })}
        error={fault('cost')}
      />
      <VendorField
        label="Ordered from"
        placeholder="Nobody yet"
        clearable
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        disabled={isReadOnly || value.isNotOrdered === true}
        value={vendorId === null ? null : { id: vendorId, name: vendorName ?? '' }}
        onPick={(preferredVendorId) => onChange({ preferredVendorId })}
        error={fault('preferredVendorId')}
      />
      <TextInput
        label="As the vendor calls it"
        maxLength={500}
        value={value.vendorDescription ?? ''}
        onChange={({ currentTarget }) => onChange({ vendorDescription: currentTarget.value })}
        error={fault('vendorDescription')}
      />
      <NumberInput
        label="Asked for per one sold"
        description="A set of 8 is 8"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={1}
        max={10_000}
        allowDecimal={false}
        value={value.vendorMultiplier ?? 1}
        onChange={(many) => onChange({ vendorMultiplier: Number(many) || 1 })}
        error={fault('vendorMultiplier')}
      />
      <Checkbox
        label="Not ordered from anyone"
        checked={value.isNotOrdered ?? false}
        onChange={({ currentTarget }) => onChange({ isNotOrdered: currentTarget.checked })}
      />
    </Fields>
  );
}
