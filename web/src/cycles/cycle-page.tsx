import { Page } from '../ui/page.tsx';

export function CyclePage() {
  return <Page title="Cycle">{null}</Page>;
}
