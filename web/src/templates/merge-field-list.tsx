import { TextInput } from '@mantine/core';
import { listMergeFields, type MergeField, previewTemplate } from '@printrail/contract/templates';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useKeys } from '../ui/keys.tsx';
import { Answer } from '../ui/page.tsx';
import { fieldsFound, groupsOf, shownName, textOfValues, valuesIn } from './merge-fields.rules.ts';
import classes from './templates.module.css';
import type { Chosen } from './use-record.ts';

type MergeFieldListProps = {
  chosen: Chosen | undefined;
  /** Left out where nothing may be changed. */
  onInsert: ((field: MergeField, all: readonly MergeField[]) => void) | undefined;
};

/** Every merge field with its value; a click puts it where the cursor was. */
export function MergeFieldList({ chosen, onInsert }: MergeFieldListProps) {
  const asked = useAnswer(listMergeFields, {}, { staleMs: Number.POSITIVE_INFINITY });
  return (
    <section aria-label="Merge fields" className={classes.fields}>
      <h2>Merge fields</h2>
      <Answer of={asked} rows={14}>
        {({ items }) => <Fields all={items} chosen={chosen} onInsert={onInsert} />}
      </Answer>
    </section>
  );
}

function Fields({ all, chosen, onInsert }: MergeFieldListProps & { all: MergeField[] }) {
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const valueIn = useValues(all, chosen);
  const withValues = all.map((each) => ({ ...each, example: valueIn(each) }));
  const found = fieldsFound(withValues, search);
  const groups = groupsOf(found);
  useKeys([{ keys: ['f'], does: 'Search the merge fields', run: () => field.current?.focus() }]);
  const insertFirst = () => {
    const [first] = groups.flatMap(({ fields }) => fields);
    if (!first || search.trim() === '') return;
    onInsert?.(first, all);
    setSearch('');
  };
  return (
    <>
      <TextInput
        ref={field}
        type="search"
        aria-label="Search merge fields"
        placeholder="Search merge fields"
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        onKeyDown={(event) => {
          // Else it would be typed into the field that has the cursor by then.
          if (event.key === 'Enter') event.preventDefault();
          if (event.key === 'Enter') insertFirst();
          if (event.key === 'Escape') setSearch('');
        }}
      />
      <div className={classes.groups}>
        {groups.length === 0 ? <p className="quiet">No merge field matches.</p> : null}
        {groups.map(({ name, fields }) => (
          <div key={name}>
            <h3>{name}</h3>
            <ul>
              {fields.map((each) => (
                <li key={`${each.list} ${each.name}`} data-item={each.list !== null || undefined}>
                  <FieldButton field={each} onInsert={onInsert && (() => onInsert(each, all))} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}

function FieldButton({ field, onInsert }: { field: MergeField; onInsert: (() => void) | undefined }) {
  const { meaning, example } = field;
  const words = (
    <>
      <span className={classes.fieldName}>{shownName(field)}</span>
      <span className="quiet cut">{example || meaning}</span>
    </>
  );
  if (!onInsert) return <div className={classes.field}>{words}</div>;
  return (
    <button type="button" className={classes.field} title={meaning} onClick={onInsert}>
      {words}
    </button>
  );
}

/** What each field holds of the order or invoice that is chosen; its example until that is known. */
function useValues(all: MergeField[], chosen: Chosen | undefined): (field: MergeField) => string {
  const about =
    chosen?.kind === 'order' ? { orderId: chosen.id } : { invoiceId: chosen?.kind === 'invoice' ? chosen.id : 1 };
  const isReal = chosen !== undefined && chosen.kind !== 'examples';
  const body = { channel: 'letter' as const, text: textOfValues(all), ...about };
  const { data } = useAnswer(previewTemplate, { body }, { enabled: isReal, keepPrevious: true });
  const values = isReal && data ? valuesIn(all, data.text) : undefined;
  return (field) => values?.get(field) ?? field.example;
}
