import { Tabs } from '@mantine/core';
import { useView } from '../view.ts';
import { useKeys } from './keys.tsx';
import classes from './page-tabs.module.css';

export type PageTab = { id: string; name: string; count?: number | string | undefined; show: () => React.ReactNode };

/** The parts of a page, one at a time; which one stands in the address, 1 to 9 go there. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  const [{ tab }, setView] = useView<{ tab: string; order: number }>();
  const shown = tabs.find(({ id }) => id === tab) ?? tabs[0];
  const go = (id: string) => setView({ tab: id === tabs[0]?.id ? undefined : id, order: undefined });
  useKeys(tabs.map(({ id, name }, at) => ({ keys: [String(at + 1)], does: name, run: () => go(id) })));
  return (
    <Tabs value={shown?.id ?? null} onChange={(id) => id && go(id)}>
      <Tabs.List aria-label={label} className={classes.list}>
        {tabs.map(({ id, name, count }) => (
          <Tabs.Tab key={id} value={id}>
            {name}
            {count === undefined ? null : <span className="quiet"> {count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ id, show }) => (
        <Tabs.Panel key={id} value={id} className={classes.panel}>
          {show()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
