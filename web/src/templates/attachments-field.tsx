import { Checkbox, Group } from '@mantine/core';
import { attachable, type Template } from '@printrail/contract/templates';

type Attachment = Template['attachments'][number];

export const attachmentNames: Record<Attachment, string> = {
  order_form: 'order form',
  work_order: 'work order',
  invoice: 'invoice',
};

type AttachmentsFieldProps = {
  value: readonly Attachment[];
  onChange: (value: Attachment[]) => void;
  error: string | undefined;
  isReadOnly: boolean;
};

/** What an e-mail has with it, made as PDF when it is sent. */
export function AttachmentsField({ value, onChange, error, isReadOnly }: AttachmentsFieldProps) {
  return (
    <Checkbox.Group
      label="Attached as PDF"
      value={[...value]}
      error={error}
      onChange={(chosen) => onChange(attachable.filter((each) => chosen.includes(each)))}
    >
      <Group gap="md" mt={6}>
        {attachable.map((each) => (
          <Checkbox key={each} value={each} label={capital(attachmentNames[each])} disabled={isReadOnly} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
