import { moneyWords } from '../ui/words.ts';
import classes from './invoices.module.css';
import { type LineDraft, sumOf } from './line-drafts.rules.ts';

/** What the lines come to, with tax and shipping. */
export function Sums({ drafts, tax, shipping }: { drafts: readonly LineDraft[]; tax: number; shipping: number }) {
  const lines = sumOf(drafts);
  return (
    <dl className={classes.sums}>
      {tax + shipping > 0 ? (
        <>
          <dt>Lines</dt>
          <dd>{moneyWords(lines)}</dd>
          <dt>Tax</dt>
          <dd>{moneyWords(tax)}</dd>
          <dt>Shipping</dt>
          <dd>{moneyWords(shipping)}</dd>
        </>
      ) : null}
      <dt className={classes.whole}>Total</dt>
      <dd className={classes.whole}>{moneyWords(lines + tax + shipping)}</dd>
    </dl>
  );
}
