import { Button, Menu, Switch } from '@mantine/core';
import { listTemplates, type Template, updateTemplate } from '@printrail/contract/templates';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePages } from '../pages.ts';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Empty, Page, Section, Waiting, Wrong } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { useView } from '../view.ts';
import { channelOrder, channels } from './channels.ts';
import classes from './templates.module.css';

/** What messages, tasks and calls say, by what they are written for. */
export function TemplatesPage() {
  const [{ q = '' }, setView] = useView<{ q: string }>();
  const search = String(q);
  const pages = usePages(listTemplates, { query: { limit: 500, ...(search ? { search } : {}) } });
  // A studio has some dozens; they stand by channel, so all of them have to be here.
  useEffect(pages.more);
  const mayAdd = useMay()('maintenance', 'add');
  const { rows } = pages;
  return (
    <SettingsFrame>
      <Page title="Templates" actions={mayAdd ? <NewTemplate /> : null}>
        <SearchField label="Search templates" value={search} onChange={(text) => setView({ q: text })} />
        <Wrong error={pages.error} retry={pages.retry} />
        {pages.isLoading ? <Waiting /> : null}
        {rows.some(isUntouchedSample) ? (
          <p className={`${classes.hint} quiet`}>
            The templates that came with Printrail are switched off until you switch them on.
          </p>
        ) : null}
        {pages.isLoading || pages.error || rows.length > 0 ? null : <NoTemplates isSearch={search !== ''} />}
        {channelOrder.map((channel) => (
          <Channel
            key={channel}
            title={channels[channel].many}
            templates={rows.filter((row) => row.channel === channel)}
          />
        ))}
      </Page>
    </SettingsFrame>
  );
}

function isUntouchedSample({ isActive, version }: Template): boolean {
  return !isActive && version === 1;
}

function NoTemplates({ isSearch }: { isSearch: boolean }) {
  if (isSearch) return <Empty title="No template matches">Try a part of the name.</Empty>;
  return <Empty title="No templates yet">What e-mails, text messages, letters, tasks and calls say stands here.</Empty>;
}

function Channel({ title, templates }: { title: string; templates: readonly Template[] }) {
  const navigate = useNavigate();
  if (templates.length === 0) return null;
  return (
    <Section title={title}>
      <Table
        label={title}
        rows={templates}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/settings/templates/$id', params: { id: String(id) } })}
        columns={[
          {
            name: 'Name',
            show: ({ id, name }) => (
              <Link to="/settings/templates/$id" params={{ id: String(id) }} className={classes.name}>
                {name}
              </Link>
            ),
          },
          {
            name: 'Begins with',
            isDetail: true,
            width: '52%',
            show: ({ subject, text, html }) => (
              <div className={`${classes.begins} quiet`}>{subject || text || html}</div>
            ),
          },
          { name: 'In use', width: '112px', isNumber: true, show: (template) => <OnOff template={template} /> },
        ]}
      />
    </Section>
  );
}

function OnOff({ template }: { template: Template }) {
  const { id, name, isActive, version } = template;
  const update = useChange(updateTemplate);
  const say = useToast();
  const mayChange = useMay()('maintenance', 'change');
  if (!mayChange) return <span className={isActive ? '' : 'quiet'}>{isActive ? 'on' : 'switched off'}</span>;
  const change = (to: boolean) =>
    update.mutate(
      { params: { id }, version, body: { isActive: to } },
      {
        onSuccess: () => say(`${name} is switched ${to ? 'on' : 'off'}.`, { about: `template ${id}` }),
        onError: (error) => say(error.message, { isWrong: true }),
      },
    );
  return (
    <Switch
      className={classes.switch ?? ''}
      labelPosition="left"
      label={isActive ? 'on' : 'off'}
      aria-label={`${name}: ${isActive ? 'on' : 'off'}`}
      checked={isActive}
      onChange={({ currentTarget }) => {
        if (!update.isPending) change(currentTarget.checked);
      }}
    />
  );
}

function NewTemplate() {
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button>New template</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {channelOrder.map((channel) => (
          <Menu.Item
            key={channel}
            onClick={() =>
              void navigate({
                to: '/settings/templates/$id',
                params: { id: 'new' },
                search: { channel } as never,
              })
            }
          >
            {channels[channel].name}
            <span className={`${classes.about} quiet`}>{channels[channel].about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
