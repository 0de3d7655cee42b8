import { Page } from '../ui/page.tsx';

export function TypesPage() {
  return <Page title="Order types">{null}</Page>;
}
