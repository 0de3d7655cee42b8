import { Page } from '../ui/page.tsx';

export function StudioPage() {
  return <Page title="Studio">{null}</Page>;
}
