import classes from './doorway.module.css';

/** The page before one is in: the mark, a title, and one thing to do; wide where there is much to fill in. */
export function Doorway({ title, isWide = false, children }: DoorwayProps) {
  return (
    <main className={classes.doorway}>
      <div className={isWide ? classes.wide : classes.sheet}>
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

type DoorwayProps = { title: string; isWide?: boolean; children: React.ReactNode };
