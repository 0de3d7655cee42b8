import { deleteTemplate, type Template } from '@printrail/contract/templates';
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Leaving } from '../ui/leaving.tsx';
import { useToast } from '../ui/toast.tsx';

type LeavingTemplateProps = { template: Template; onActive: (isActive: boolean) => void };

export function LeavingTemplate({ template, onActive }: LeavingTemplateProps) {
  const { id, name, version, isActive } = template;
  const remove = useChange(deleteTemplate);
  const navigate = useNavigate();
  const say = useToast();
  const may = useMay();
  const onSuccess = () => {
    say(`${name} is deleted.`);
    void navigate({ to: '/settings/templates' });
  };
  return (
    <Leaving
      what="template"
      isActive={isActive}
      // One that is switched off says so above, with the way to switch it on.
      onActive={isActive && may('maintenance', 'change') ? onActive : undefined}
      onDelete={
        may('maintenance', 'delete') ? () => remove.mutate({ params: { id }, version }, { onSuccess }) : undefined
      }
      isDeleting={remove.isPending}
      error={remove.error}
    />
  );
}
