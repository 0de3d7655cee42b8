import { Page } from '../ui/page.tsx';

export function InvoicesPage() {
  return <Page title="Invoices">{null}</Page>;
}
