import { Page } from '../ui/page.tsx';

export function ClientPage() {
  return <Page title="Client">{null}</Page>;
}
