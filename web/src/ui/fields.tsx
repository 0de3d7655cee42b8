import classes from './fields.module.css';

type FieldsProps = { label: string; isReadOnly?: boolean; children: React.ReactNode };

/** Fields side by side where there is room. */
export function Fields({ label, isReadOnly = false, children }: FieldsProps) {
  return (
    <fieldset className={classes.fields} disabled={isReadOnly} aria-label={label}>
      {children}
    </fieldset>
  );
}

/** A field, or several, over the whole width. */
export function Wide({ children }: { children: React.ReactNode }) {
  return <div className={classes.wide}>{children}</div>;
}
