import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { Page, Section } from '../ui/page.tsx';
import { InvoiceStatuses } from './invoice-statuses.tsx';
import { ReorderReasons } from './reorder-reasons.tsx';
import { TaskTypes } from './task-types.tsx';

export function ListsPage() {
  return (
    <SettingsFrame>
      <Page title="Statuses and reasons">
        <Section title="Invoice statuses">
          <InvoiceStatuses />
        </Section>
        <Section title="Types of tasks">
          <p className="quiet">
            What people are asked to do. Types of calls have a phone number and ask for the outcome.
          </p>
          <TaskTypes />
        </Section>
        <Section title="Reorder reasons">
          <p className="quiet">Why an order is made again, and whether the vendor charges for it.</p>
          <ReorderReasons />
        </Section>
      </Page>
    </SettingsFrame>
  );
}
