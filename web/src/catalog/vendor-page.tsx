import { Button } from '@mantine/core';
import { deleteVendor, getVendor, updateVendor, type Vendor } from '@printrail/contract/catalog';
import { listOrders } from '@printrail/contract/hub';
import { Link, useParams } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { RecordForm } from '../ui/record-form.tsx';
import { countWords } from '../ui/words.ts';
import { VendorFields } from './vendor-fields.tsx';

/** One vendor: how the studio orders from it, and how to reach it. */
export function VendorPage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getVendor, { params: { id: Number(id) } });
  return <Answer of={asked}>{(vendor) => <ShownVendor key={vendor.id} vendor={vendor} />}</Answer>;
}

function ShownVendor({ vendor }: { vendor: Vendor }) {
  const may = useMay();
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
      <RecordForm
        record={vendor}
        noun="vendor"
        area="catalog"
        update={updateVendor}
        leaving={{ remove: deleteVendor, listedAt: '/vendors' }}
        fields={({ onChange, ...form }) => (
          <VendorFields {...form} onChange={(part) => onChange(part as Partial<Vendor>)} />
        )}
      />
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
