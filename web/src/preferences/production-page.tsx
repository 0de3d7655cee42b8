import { Page } from '../ui/page.tsx';

export function ProductionPage() {
  return <Page title="Production">{null}</Page>;
}
