import { Doorway } from './doorway.tsx';

export function Welcome() {
  return <Doorway title="Welcome">Set up.</Doorway>;
}
