import classes from './trigger-form.module.css';

/** Fields that answer one question; under a title where their labels do not say it. */
export function Part({ title, children }: { title?: string; children: React.ReactNode }) {
  const group = title === undefined ? {} : { role: 'group', 'aria-label': title };
  return (
    <div {...group} className={classes.part}>
      {title === undefined ? null : <h3 className={classes.legend}>{title}</h3>}
      {children}
    </div>
  );
}

/** A field, or several, over the whole width. */
export function Wide({ children }: { children: React.ReactNode }) {
  return <div className={classes.wide}>{children}</div>;
}
