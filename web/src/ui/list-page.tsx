import { Button, Checkbox } from '@mantine/core';
import type { Area } from '@printrail/contract/endpoint';
import { useState } from 'react';
import type { AnyEndpoint, Sent } from '../api.ts';
import { type ItemOf, usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { useView } from '../view.ts';
import { ExportButton } from './export-button.tsx';
import { useKeys } from './keys.tsx';
import { ListBar } from './list-bar.tsx';
import { LongList } from './long-list.tsx';
import { Empty, Page } from './page.tsx';
import { SearchField } from './search-field.tsx';
import type { Column } from './table.tsx';

type ListPageProps<E extends AnyEndpoint> = {
  title: string;
  /** What one of them is called. */
  noun: string;
  area: Area;
  from: E;
  exports: AnyEndpoint;
  columns: readonly Column<ItemOf<E>>[];
  searchLabel: string;
  /** What one may search by. */
  searchHint: string;
  /** What belongs here, as long as there is nothing. */
  about: string;
  /** What the list is narrowed to besides, and the fields that do so. */
  filter?: Record<string, unknown>;
  filterFields?: React.ReactNode;
  actions?: React.ReactNode;
  onOpen: (item: ItemOf<E>) => void;
  /** The window that adds one. */
  adding: (close: () => void) => React.ReactNode;
};

/** A list of records that can be searched, taken out and added to; those made inactive only when asked for. */
export function ListPage<E extends AnyEndpoint>(props: ListPageProps<E>) {
  const { title, noun, area, from, filter = {}, onOpen } = props;
  const [{ q = '', inactive }, setView] = useView<{ q: string; inactive: boolean }>();
  const search = String(q);
  const query = { ...(search ? { search } : {}), ...(inactive ? {} : { active: true }), ...filter };
  const pages = usePages(from, { query } as unknown as Sent<E>);
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = useMay()(area, 'add');
  useKeys([{ keys: ['n'], does: `New ${noun}`, when: mayAdd, run: () => setIsAdding(true) }]);
  const add = mayAdd ? <Button onClick={() => setIsAdding(true)}>New {noun}</Button> : null;
  const isNarrowed = search !== '' || Object.keys(filter).length > 0;
  return (
    <Page
      fills
      title={title}
      actions={
        <>
          {props.actions}
          <ExportButton of={props.exports} />
          {add}
        </>
      }
    >
      <ListBar>
        <SearchField label={props.searchLabel} value={search} onChange={(text) => setView({ q: text })} />
        {props.filterFields}
        <Checkbox
          label="Inactive ones too"
          checked={inactive === true}
          onChange={({ currentTarget }) => setView({ inactive: currentTarget.checked || undefined })}
        />
      </ListBar>
      <LongList
        label={title}
        columns={props.columns}
        pages={pages}
        keyOf={(item) => (item as { id: number }).id}
        onOpen={onOpen}
        empty={
          isNarrowed ? (
            <Empty title={`No ${noun} matches`}>{props.searchHint}</Empty>
          ) : (
            <Empty title={`No ${noun}s yet`} action={add}>
              {props.about}
            </Empty>
          )
        }
      />
      {isAdding ? props.adding(() => setIsAdding(false)) : null}
    </Page>
  );
}
