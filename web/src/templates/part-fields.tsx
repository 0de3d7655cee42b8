import { Textarea, TextInput } from '@mantine/core';
import type { Rendered, Template } from '@printrail/contract/templates';
import type { Refused } from '../api.ts';
import { channels } from './channels.ts';
import { mended } from './merge-fields.rules.ts';
import classes from './templates.module.css';
import type { Insertion } from './use-insertion.ts';

type Part = keyof Rendered;

type PartFieldsProps = {
  template: Template;
  onChange: (part: Partial<Rendered>) => void;
  fault: (part: Part) => Refused | undefined;
  insertion: Insertion;
  isReadOnly: boolean;
};

const aboutHtml =
  'Shown instead of the plain text wherever mail is read as HTML. Left empty, the plain text goes alone.';

/** The parts of a template as its channel takes them, each with what is wrong with it. */
export function PartFields({ template, onChange, fault, insertion, isReadOnly }: PartFieldsProps) {
  const { labels } = channels[template.channel];
  const propsOf = (part: Part) => {
    const refused = fault(part);
    const mend = (misspelt: string, meant: string) => onChange({ [part]: mended(template[part], misspelt, meant) });
    return {
      ...insertion.fieldProps(part),
      label: labels[part],
      value: template[part],
      readOnly: isReadOnly,
      classNames: { input: classes.source ?? '' },
      error: refused ? <Fault part={part} refused={refused} onMend={isReadOnly ? undefined : mend} /> : undefined,
      onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        onChange({ [part]: currentTarget.value }),
    };
  };
  const size = { autosize: true, minRows: labels.html || !labels.subject ? 8 : 12, maxRows: 30 };
  return (
    <>
      {labels.subject ? <TextInput {...propsOf('subject')} /> : null}
      {labels.text ? <Textarea {...propsOf('text')} {...size} /> : null}
      {labels.html ? (
        <Textarea
          {...propsOf('html')}
          {...size}
          spellCheck={false}
          description={aboutHtml}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
      ) : null}
    </>
  );
}

type FaultProps = {
  part: Part;
  refused: Refused;
  onMend: ((misspelt: string, meant: string) => void) | undefined;
};

/** What is wrong, and for a misspelt field the one that was probably meant, to be taken. */
function Fault({ part, refused, onMend }: FaultProps) {
  const { name, meant } = refused.problem.details ?? {};
  const isMendable = refused.code === 'template.unknown_field' && typeof name === 'string' && typeof meant === 'string';
  return (
    <>
      {refused.at(part)}
      {isMendable && onMend ? (
        <>
          {' '}
          <button type="button" className={classes.mend} onClick={() => onMend(name, meant)}>
            Use {meant}
          </button>
        </>
      ) : null}
    </>
  );
}
