import classes from './facts.module.css';

/** What is to be known at one glance, under the title of a page. */
export function Facts({ facts }: { facts: Readonly<Record<string, React.ReactNode>> }) {
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
