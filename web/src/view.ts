import { useNavigate, useRouterState } from '@tanstack/react-router';

/** What a page keeps in its address (filters, tabs, what is open), read and changed as one record. */
export function useView<View extends Record<string, unknown>>(): [
  Partial<View>,
  (change: Partial<View>, options?: { replace?: boolean }) => void,
] {
  const view = useRouterState().location.search as Partial<View>;
  const navigate = useNavigate();
  const change = (part: Partial<View>, { replace = true } = {}) => {
    const search = (before: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries({ ...before, ...part }).filter(
          ([, value]) => value !== undefined && value !== '' && value !== null,
        ),
      );
    void navigate({ to: '.', search: search as never, replace });
  };
  return [view, change];
}
