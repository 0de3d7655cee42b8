import { Button, Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { Refused } from '../api.ts';
import classes from './page.module.css';

type PageProps = {
  title: string;
  /** What stands beside the title, in quiet words. */
  detail?: React.ReactNode;
  actions?: React.ReactNode;
  /** A page that fills the window and scrolls within; others scroll as a whole. */
  fills?: boolean;
  children: React.ReactNode;
};

/** A page: its title, what can be done, its content. */
export function Page({ title, detail, actions, fills = false, children }: PageProps) {
  useTitle(title);
  return (
    <div className={fills ? classes.filling : classes.page}>
      <header className={classes.head}>
        <h1 className="cut">{title}</h1>
        {detail ? <div className={`${classes.detail} quiet`}>{detail}</div> : null}
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Printrail`;
  }, [title]);
}

/** A part of a page under a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** What an empty list says: what belongs there, and the one next step. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: React.ReactNode;
  action?: React.ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      {children ? <p className="quiet">{children}</p> : null}
      {action}
    </div>
  );
}

/** The shape of a list that is still on its way. */
export function Waiting({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div className={classes.waiting} aria-busy role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and stay
        <Skeleton key={row} height={14} width={`${92 - ((row * 17) % 38)}%`} radius="sm" />
      ))}
    </div>
  );
}

/** What went wrong, where the hand is, with what to do next. */
export function Wrong({ error, retry }: { error: Error | null | undefined; retry?: (() => void) | undefined }) {
  if (!error) return null;
  const fields = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return (
    <div role="alert" className={classes.wrong}>
      <p>{error.message}</p>
      {fields.length > 1 ? (
        <ul>
          {fields.map(({ field, message }) => (
            <li key={field + message}>
              {field}: {message}
            </li>
          ))}
        </ul>
      ) : null}
      {retry ? (
        <Button variant="default" size="xs" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

type Asked<Data> = { data: Data | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };

/** Shows an answer once it is there; until then its shape, or what went wrong. */
export function Answer<Data>({
  of,
  rows,
  children,
}: {
  of: Asked<Data>;
  rows?: number;
  children: (data: Data) => React.ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Wrong error={of.error} retry={() => void of.refetch()} />;
  return <Waiting {...(rows === undefined ? {} : { rows })} />;
}
