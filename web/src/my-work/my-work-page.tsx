import { Page } from '../ui/page.tsx';

export function MyWorkPage() {
  return <Page title="My work">{null}</Page>;
}
