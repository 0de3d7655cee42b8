import { calendarRefusals } from './calendar.ts';
import { cancellingRefusals } from './cancelling.ts';
import { catalogRefusals } from './catalog.ts';
import { changeRefusals } from './changes.ts';
import { clientRefusals } from './clients.ts';
import { cycleRefusals } from './cycles.ts';
import { deliveryRefusals } from './delivery.ts';
import { exportRefusals } from './exports.ts';
import { firingRefusals } from './firings.ts';
import { formRefusals } from './forms.ts';
import { holidayRefusals } from './holidays.ts';
import { hubRefusals } from './hub.ts';
import { hubCountRefusals } from './hub-counts.ts';
import { importRefusals } from './imports.ts';
import { invoiceStatusRefusals } from './invoice-statuses.ts';
import { invoiceRefusals } from './invoices.ts';
import { liveRefusals } from './live.ts';
import { messageRefusals } from './messages.ts';
import { noticeRefusals } from './notices.ts';
import { orderLineRefusals } from './order-lines.ts';
import { orderRefusals } from './orders.ts';
import { paymentRefusals } from './payments.ts';
import { peopleRefusals } from './people.ts';
import { recalculationRefusals } from './recalculation.ts';
import { reorderRefusals } from './reorders.ts';
import { sampleRefusals } from './sample.ts';
import { taskRefusals } from './tasks.ts';
import { templateRefusals } from './templates.ts';
import { triggerRefusals } from './triggers.ts';
import { typeChangeRefusals } from './type-changes.ts';
import { viewRefusals } from './views.ts';
import { wireRefusals } from './wire.ts';

/** Every expected no, by its code: the HTTP status and the words, in which {name} stands for a detail. */
export const refusals = {
  ...wireRefusals,
  ...calendarRefusals,
  ...holidayRefusals,
  ...peopleRefusals,
  ...clientRefusals,
  ...catalogRefusals,
  ...cycleRefusals,
  ...invoiceStatusRefusals,
  ...invoiceRefusals,
  ...paymentRefusals,
  ...orderRefusals,
  ...orderLineRefusals,
  ...reorderRefusals,
  ...changeRefusals,
  ...recalculationRefusals,
  ...cancellingRefusals,
  ...typeChangeRefusals,
  ...hubRefusals,
  ...hubCountRefusals,
  ...viewRefusals,
  ...formRefusals,
  ...noticeRefusals,
  ...liveRefusals,
  ...importRefusals,
  ...exportRefusals,
  ...sampleRefusals,
  ...templateRefusals,
  ...messageRefusals,
  ...deliveryRefusals,
  ...taskRefusals,
  ...triggerRefusals,
  ...firingRefusals,
};

export type RefusalCode = keyof typeof refusals;
