import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session.tsx';

/** How work comes into a studio that has none: of one's own, or brought in from another system. */
export function NextSteps() {
  const may = useMay();
  const mayImport = may('maintenance', 'add') && may('clients', 'change');
  return (
    <Group gap="sm" justify="center">
      {may('invoices', 'add') ? (
        <Button renderRoot={(props) => <Link to="/invoices/new" {...props} />}>New invoice</Button>
      ) : null}
      {may('production', 'add') ? (
        <Button variant="default" renderRoot={(props) => <Link to="/production/new" {...props} />}>
          New order
        </Button>
      ) : null}
      {mayImport ? (
        <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
          Import your lists
        </Button>
      ) : null}
    </Group>
  );
}
