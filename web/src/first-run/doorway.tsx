import classes from './doorway.module.css';

/** The page before one is in: the mark, a title, and one thing to do. */
export function Doorway({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <main className={classes.doorway}>
      <div className={classes.sheet}>
        <div className={classes.mark}>
          <img src="/icon.svg" width="28" height="28" alt="" />
          <span>Printrail</span>
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
