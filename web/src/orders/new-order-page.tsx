import { Page } from '../ui/page.tsx';

export function NewOrderPage() {
  return <Page title="New order">{null}</Page>;
}
