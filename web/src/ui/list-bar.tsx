import classes from './list-bar.module.css';

/** Stands above a list: its search and filters. */
export function ListBar({ children }: { children: React.ReactNode }) {
  return <div className={classes.bar}>{children}</div>;
}
