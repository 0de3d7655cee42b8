import { Checkbox, Select, Textarea } from '@mantine/core';
import { listDepartments, listUsers } from '@printrail/contract/people';
import { useAnswer } from '../queries.ts';
import { DateField } from '../ui/date-field.tsx';
import type { Typed } from './change-asked.rules.ts';
import { optionsOf } from './options.ts';
import classes from './window.module.css';

export type FieldsProps = {
  typed: Typed;
  change: (part: Typed) => void;
  fault: (field: string) => string | undefined;
};

/** A field of the window: its quiet name at the left, the control at the right. */
export function Row({ name, htmlFor, children }: { name: string; htmlFor?: string; children: React.ReactNode }) {
  return (
    <div className={classes.row}>
      {htmlFor ? <label htmlFor={htmlFor}>{name}</label> : <span>{name}</span>}
      <div>{children}</div>
    </div>
  );
}

type DateCompletedProps = FieldsProps & {
  usual: string;
  earliest?: string | undefined;
  latest?: string | undefined;
  notComplete: boolean | undefined;
};

/** When the current status was completed, or that it was not. */
export function DateCompleted({ typed, change, fault, usual, earliest, latest, notComplete }: DateCompletedProps) {
  return (
    <Row name={notComplete ? 'Date of change' : 'Date completed'} htmlFor="change-date">
      <div className={classes.pair}>
        <DateField
          id="change-date"
          value={typed.changeDate === undefined ? usual : typed.changeDate}
          onChange={(changeDate) => change({ changeDate })}
          onBlur={() => typed.changeDate === null && change({ changeDate: undefined })}
          {...(earliest ? { earliest } : {})}
          {...(latest ? { latest } : {})}
          error={fault('changeDate')}
        />
        <div className={classes.beside}>
          <Checkbox
            label="Current status not complete"
            checked={notComplete ?? false}
            indeterminate={notComplete === undefined}
            onChange={(event) => change({ notComplete: event.currentTarget.checked })}
          />
        </div>
      </div>
    </Row>
  );
}

type ResponsibleProps = FieldsProps & {
  departmentId: number | null | undefined;
  responsibleUserId: number | null | undefined;
  /** What an empty field says. */
  empty: { department: string; person: string };
};

/** Who has it at the new status: a department, a person, or both. */
export function Responsible({ change, fault, departmentId, responsibleUserId, empty }: ResponsibleProps) {
  const departments = useAnswer(listDepartments, { query: { active: true, limit: 500 } }).data?.items ?? [];
  const users = useAnswer(listUsers, { query: { active: true, limit: 500 } }).data?.items ?? [];
  return (
    <Row name="Responsible">
      <div className={classes.pair}>
        <Select
          aria-label="Responsible department"
          placeholder={empty.department}
          data={optionsOf(departments)}
          value={departmentId ? String(departmentId) : null}
          onChange={(id) => change({ departmentId: id ? Number(id) : null })}
          searchable
          clearable
          error={fault('departmentId')}
        />
        <Select
          aria-label="Responsible person"
          placeholder={empty.person}
          data={optionsOf(users)}
          value={responsibleUserId ? String(responsibleUserId) : null}
          onChange={(id) => change({ responsibleUserId: id ? Number(id) : null })}
          searchable
          clearable
          error={fault('responsibleUserId')}
        />
      </div>
    </Row>
  );
}

/** Enter changes the status from here too; Shift+Enter begins another line. */
export function Note({ typed, change, fault }: FieldsProps) {
  return (
    <Row name="Note" htmlFor="change-note">
      <Textarea
        id="change-note"
        autosize
        minRows={1}
        maxRows={6}
        value={typed.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        error={fault('note')}
      />
    </Row>
  );
}
