import { Page } from '../ui/page.tsx';

export function VendorsPage() {
  return <Page title="Vendors">{null}</Page>;
}
