import { Button, Group, Modal } from '@mantine/core';
import type { AnswerOf } from '@printrail/contract/endpoint';
import { createAllOrders } from '@printrail/contract/order-creation';
import { Link } from '@tanstack/react-router';
import { useChange } from '../queries.ts';
import { Done } from '../ui/attention.tsx';
import { Wrong } from '../ui/page.tsx';
import { countWords } from '../ui/words.ts';
import classes from './create-orders.module.css';

type CreateAllOrdersProps = { of: readonly number[] | 'all'; onClose: () => void };

/** The production orders of many invoices at once, together or not at all. */
export function CreateAllOrders({ of, onClose }: CreateAllOrdersProps) {
  const create = useChange(createAllOrders, ['Invoices']);
  const which = of === 'all' ? 'every invoice' : countWords(of.length, 'invoice');
  const start = () => create.mutate({ body: of === 'all' ? {} : { invoiceIds: [...of] } });
  return (
    <Modal opened onClose={onClose} title={`Create production orders of ${which}`}>
      <div className={classes.plan}>
        {create.data ? (
          <Result made={create.data} />
        ) : (
          <p>
            Whatever is not ordered yet of {which} is ordered from all necessary vendors, one order for each vendor and
            invoice, dated today. If one cannot be made, none is.
          </p>
        )}
        <Wrong error={create.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus={create.data ? true : undefined}>
            {create.data ? 'Close' : 'Cancel'}
          </Button>
          {create.data ? null : (
            <Button data-autofocus loading={create.isPending} onClick={start}>
              Create production orders
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}

function Result({ made }: { made: AnswerOf<typeof createAllOrders> }) {
  const { createdCount, invoiceCount, linesWithoutVendor, linesWithoutVendorCount } = made;
  const more = linesWithoutVendorCount - linesWithoutVendor.length;
  return (
    <>
      <p role="status">
        {createdCount === 0 ? (
          'Nothing was left to order.'
        ) : (
          <Done>
            {countWords(createdCount, 'production order')} of {countWords(invoiceCount, 'invoice')} made
          </Done>
        )}
      </p>
      {linesWithoutVendorCount > 0 ? (
        <section className={classes.without} aria-label="Lines without a vendor">
          <h3>
            {countWords(linesWithoutVendorCount, 'line')} {linesWithoutVendorCount === 1 ? 'has' : 'have'} no vendor
          </h3>
          <ul>
            {linesWithoutVendor.map(({ id, invoiceId, productName, quantity }) => (
              <li key={id}>
                <span>
                  {quantity} × {productName}
                </span>
                <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
                  Its invoice
                </Link>
              </li>
            ))}
          </ul>
          {more > 0 ? <p className="quiet">And {countWords(more, 'more line', 'more lines')}.</p> : null}
        </section>
      ) : null}
    </>
  );
}
