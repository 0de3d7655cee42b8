import { getTemplate, type Template, type TemplateChannel, templateChannels } from '@printrail/contract/templates';
import { Link, useParams } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { useView } from '../view.ts';
import { blankTemplate } from './channels.ts';
import { TemplateEditor } from './template-editor.tsx';

/** One template, or at /settings/templates/new one that is still to be written. */
export function TemplatePage() {
  const { id } = useParams({ strict: false });
  const [{ channel }] = useView<{ channel: TemplateChannel }>();
  const mayAdd = useMay()('maintenance', 'add');
  if (id !== 'new') return <SavedTemplate id={Number(id)} />;
  const isKnown = channel !== undefined && templateChannels.includes(channel);
  return mayAdd && isKnown ? <TemplateEditor key={channel} template={blanks[channel]} isNew /> : <NoTemplate />;
}

// The same ones at every showing, so that what is typed over them is told apart.
const blanks = Object.fromEntries(templateChannels.map((channel) => [channel, blankTemplate(channel)])) as Record<
  TemplateChannel,
  Template
>;

function SavedTemplate({ id }: { id: number }) {
  const asked = useAnswer(getTemplate, { params: { id } }, { enabled: id > 0 });
  const isGone = !(id > 0) || (asked.error instanceof Refused && asked.error.code === 'template.not_found');
  if (isGone) return <NoTemplate />;
  return <Answer of={asked}>{(template) => <TemplateEditor key={template.id} template={template} />}</Answer>;
}

function NoTemplate() {
  return (
    <Page title="Template">
      <Empty title="This template is not there" action={<Link to="/settings/templates">All templates</Link>}>
        It may have been deleted.
      </Empty>
    </Page>
  );
}
