import { Page } from '../ui/page.tsx';

export function NewInvoicePage() {
  return <Page title="New invoice">{null}</Page>;
}
