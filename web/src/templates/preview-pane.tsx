import { SegmentedControl } from '@mantine/core';
import type { Template } from '@printrail/contract/templates';
import { useState } from 'react';
import { Waiting, Wrong } from '../ui/page.tsx';
import { countWords } from '../ui/words.ts';
import { attachmentNames } from './attachments-field.tsx';
import { htmlDocument } from './html-document.rules.ts';
import { RecordPicker } from './record-picker.tsx';
import classes from './templates.module.css';
import type { Preview } from './use-preview.ts';
import type { RecordChoice } from './use-record.ts';

type PreviewPaneProps = { template: Template; preview: Preview; choice: RecordChoice };

/** What the template says of an order or invoice, as it is typed. */
export function PreviewPane({ template, preview, choice }: PreviewPaneProps) {
  const { shown, missing, error, isOld } = preview;
  return (
    <section aria-label="Preview" className={classes.preview}>
      <h2>Preview</h2>
      {choice.mayChoose ? (
        <RecordPicker choice={choice} />
      ) : (
        <p className="quiet">Filled in with made-up examples: real ones show clients and invoices.</p>
      )}
      <Wrong error={error} />
      {missing && !error ? <p className="quiet">{missing}</p> : null}
      {shown && !missing ? (
        <div className={classes.shown}>
          {isOld ? <p className="quiet">As it was before what is wrong now:</p> : null}
          <Shown template={template} shown={shown} />
        </div>
      ) : null}
      {shown || missing || error ? null : <Waiting rows={6} label="Preview" />}
    </section>
  );
}

type Filled = NonNullable<Preview['shown']>;

function Shown({ template, shown }: { template: Template; shown: Filled }) {
  const { channel, attachments } = template;
  const [view, setView] = useState<'html' | 'text'>('html');
  const { subject, text, html, sms } = shown;
  const hasBoth = html !== '' && text !== '';
  const isHtml = html !== '' && (view === 'html' || !hasBoth);
  if (channel === 'sms') {
    return (
      <>
        <p className={classes.bubble}>{text}</p>
        {sms ? (
          <p className="quiet">
            {countWords(sms.characters, 'character')}, sent as {countWords(sms.parts, 'message')}
          </p>
        ) : null}
      </>
    );
  }
  return (
    <>
      {hasBoth ? (
        <SegmentedControl
          aria-label="Shown as"
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'text', label: 'Plain text' },
          ]}
          value={view}
          onChange={(chosen) => setView(chosen as 'html' | 'text')}
        />
      ) : null}
      <div className={classes.paper}>
        {subject ? <p className={classes.subject}>{subject}</p> : null}
        {isHtml ? (
          <iframe title="The e-mail as HTML" className={classes.html} sandbox="" srcDoc={htmlDocument(html)} />
        ) : (
          <p className={classes.text}>{text}</p>
        )}
      </div>
      {attachments.length > 0 ? (
        <p className="quiet">Attached as PDF: {attachments.map((each) => attachmentNames[each]).join(', ')}</p>
      ) : null}
    </>
  );
}
