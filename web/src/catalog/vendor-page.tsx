import { Page } from '../ui/page.tsx';

export function VendorPage() {
  return <Page title="Vendor">{null}</Page>;
}
