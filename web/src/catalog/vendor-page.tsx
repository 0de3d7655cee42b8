import { Button } from '@mantine/core';
import { deleteVendor, getVendor, updateVendor, type Vendor } from '@printrail/contract/catalog';
import { listOrders } from '@printrail/contract/hub';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Leaving } from '../ui/leaving.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { countWords } from '../ui/words.ts';
import { VendorFields } from './vendor-fields.tsx';

/** One vendor: how the studio orders from it, and how to reach it. */
export function VendorPage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getVendor, { params: { id: Number(id) } });
  return <Answer of={asked}>{(vendor) => <ShownVendor key={vendor.id} vendor={vendor} />}</Answer>;
}

function ShownVendor({ vendor }: { vendor: Vendor }) {
  const { value, typed, set, isDirty, version, clear } = useDraft(vendor);
  const save = useChange(updateVendor, ['Production orders', 'Invoices']);
  const say = useToast();
  const may = useMay();
  const mayChange = may('catalog', 'change');
  const params = { id: vendor.id };
  const discard = () => {
    clear();
    save.reset();
  };
  const onSave = () => {
    const body = 'email' in typed ? { ...typed, email: typed.email || null } : typed;
    save.mutate(
      { params, version, body },
      {
        onSuccess: () => {
          clear();
          say(`${value.name} is saved.`);
        },
      },
    );
  };
  return (
    <Page
      title={vendor.name}
      detail={[vendor.isInHouse ? 'in-house' : '', vendor.isActive ? '' : 'inactive'].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button component={Link} to="/products" search={{ vendorId: vendor.id } as never} variant="default">
            Its products
          </Button>
          {may('production', 'view') ? <OpenOrders vendor={vendor} /> : null}
        </>
      }
    >
      <VendorFields
        value={value}
        onChange={(part) => set(part as Partial<Vendor>)}
        fault={(field) => (save.error instanceof Refused ? save.error.at(field) : undefined)}
        isReadOnly={!mayChange}
      />
      {isDirty ? (
        <SaveBar
          save="Save vendor"
          onSave={onSave}
          onDiscard={discard}
          isSaving={save.isPending}
          canSave={value.name.trim() !== ''}
          error={save.error}
        />
      ) : (
        <LeavingVendor vendor={vendor} onActive={(isActive) => save.mutate({ params, version, body: { isActive } })} />
      )}
    </Page>
  );
}

function OpenOrders({ vendor }: { vendor: Vendor }) {
  const totals = useAnswer(listOrders, { query: { vendorId: [vendor.id], limit: 1 } }).data?.totals;
  return (
    <Button component={Link} to="/production" search={{ vendorId: vendor.id } as never} variant="default">
      {totals ? countWords(totals.count, 'open order') : 'Open orders'}
      {totals && totals.late > 0 ? <span className="late">&nbsp;· {totals.late} late</span> : null}
    </Button>
  );
}

function LeavingVendor({ vendor, onActive }: { vendor: Vendor; onActive: (isActive: boolean) => void }) {
  const remove = useChange(deleteVendor);
  const navigate = useNavigate();
  const say = useToast();
  const may = useMay();
  const onDelete = () =>
    remove.mutate(
      { params: { id: vendor.id }, version: vendor.version },
      {
        onSuccess: () => {
          say(`${vendor.name} is deleted.`);
          void navigate({ to: '/vendors' });
        },
      },
    );
  return (
    <Leaving
      what="vendor"
      isActive={vendor.isActive}
      onActive={may('catalog', 'change') ? onActive : undefined}
      onDelete={may('catalog', 'delete') ? onDelete : undefined}
      isDeleting={remove.isPending}
      error={remove.error}
    />
  );
}
