import { Page } from '../ui/page.tsx';

export function HubPage() {
  return <Page title="Production">{null}</Page>;
}
