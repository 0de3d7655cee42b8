import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core';
import { addView, deleteView, listViews, type SavedView, updateView } from '@printrail/contract/views';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import { readView, savedPart } from './hub-view.rules.ts';
import type { Hub } from './use-hub.ts';

type Named = { view: SavedView | undefined };

/** The views that were saved: go to one, save this one, share it, pass on its link. */
export function SavedViews({ hub }: { hub: Hub }) {
  const router = useRouter();
  const navigate = useNavigate();
  const say = useToast();
  const may = useMay();
  const views = useAnswer(listViews, {}).data?.items ?? [];
  const update = useChange(updateView);
  const remove = useChange(deleteView);
  const [naming, setNaming] = useState<Named>();
  const [lastId, setLastId] = useState<number>();
  const parsed = (address: string) => readView(router.options.parseSearch(address) as Record<string, unknown>);
  const addressOfView = router.options.stringifySearch(savedPart({ ...hub.view, columns: [...hub.columns] }));
  const here = router.options.stringifySearch(savedPart(hub.view));
  const isHere = ({ address }: SavedView) => sameView(address, here) || sameView(address, addressOfView);
  const current = views.find(isHere);
  const isChangeable = (view: SavedView | undefined): view is SavedView =>
    view !== undefined && (view.isMine || may('maintenance', 'change'));
  // Somebody went to a view and changed what it shows: it can be kept so.
  const left = current ? undefined : views.find(({ id }) => id === lastId);
  const go = ({ id, address }: SavedView) => {
    setLastId(id);
    void navigate({ to: '/production', search: parsed(address) as never });
  };
  const keep = async ({ id, version, name }: SavedView) => {
    await update.mutateAsync({ params: { id }, body: { address: addressOfView }, version });
    say(`${name} shows this now.`);
  };
  const copy = async () => {
    const link = `${window.location.origin}/production${addressOfView}`;
    await navigator.clipboard?.writeText(link).catch(() => undefined);
    say(navigator.clipboard ? 'The link to this view is copied.' : link);
  };
  const drop = async (view: SavedView) => {
    await remove.mutateAsync({ params: { id: view.id }, version: view.version });
    say(`The view ${view.name} is deleted.`);
  };
  const fail = (error: Error) => say(error.message, { isWrong: true });
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {current?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => go(view)}
              aria-current={view === current}
              rightSection={
                <span className="quiet">{view.isMine ? (view.isShared ? 'shared' : '') : view.ownerName}</span>
              }
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => void navigate({ to: '/production' })}>All open orders</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming({ view: undefined })}>Save this view…</Menu.Item>
          <Menu.Item onClick={() => void copy()}>Copy the link to this view</Menu.Item>
          {isChangeable(left) ? (
            <Menu.Item onClick={() => void keep(left).catch(fail)}>Change {left.name} to this</Menu.Item>
          ) : null}
          {isChangeable(current) ? (
            <>
              <Menu.Label>{current.name}</Menu.Label>
              <Menu.Item onClick={() => setNaming({ view: current })}>Rename or share…</Menu.Item>
              <Menu.Item onClick={() => void drop(current).catch(fail)}>Delete</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {naming ? (
        <NameForm
          saved={naming.view}
          address={addressOfView}
          onSave={(view, body) => update.mutateAsync({ params: { id: view.id }, body, version: view.version })}
          onClose={() => setNaming(undefined)}
        />
      ) : null}
    </>
  );
}

type NameFormProps = {
  saved: SavedView | undefined;
  address: string;
  onSave: (view: SavedView, body: { name: string; isShared: boolean }) => Promise<unknown>;
  onClose: () => void;
};

function NameForm({ saved, address, onSave, onClose }: NameFormProps) {
  const add = useChange(addView);
  const [name, setName] = useState(saved?.name ?? '');
  const [isShared, setIsShared] = useState(saved?.isShared ?? false);
  const save = async () => {
    if (saved) await onSave(saved, { name, isShared });
    else await add.mutateAsync({ body: { name, isShared, address } });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={saved ? 'Rename or share the view' : 'Save this view'}>
      <Form submit="Save" onSubmit={save} onCancel={onClose} fields={['name']} isDisabled={name.trim() === ''}>
        {(fault) => (
          <>
            <TextInput
              label="Name"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={fault('name')}
              data-autofocus
            />
            <Checkbox
              label="Everyone who sees production sees this view"
              checked={isShared}
              onChange={(event) => setIsShared(event.currentTarget.checked)}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}

/** Whether two addresses say the same, in whatever order. */
function sameView(a: string, b: string): boolean {
  const parts = (address: string) => [...new URLSearchParams(address)].map((part) => part.join('=')).toSorted();
  return parts(a).join('&') === parts(b).join('&');
}
