import { Button } from '@mantine/core';
import { listTypes, type ProductionType, updateType } from '@printrail/contract/cycles';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { DragRows } from '../ui/drag-rows.tsx';
import { Answer, Page, Wrong } from '../ui/page.tsx';
import { durationWords } from '../ui/words.ts';
import { daysOf, stepsOf } from './cycle.rules.ts';
import { NewType } from './type-form.tsx';
import classes from './types-page.module.css';
import { useListChange } from './use-list-change.ts';

export function TypesPage() {
  const may = useMay();
  const types = useAnswer(listTypes, {});
  const [isAdding, setIsAdding] = useState(false);
  const { change, error } = useListChange(listTypes, updateType);
  return (
    <SettingsFrame>
      <Page
        title="Order types and cycles"
        actions={
          may('maintenance', 'add') ? <Button onClick={() => setIsAdding(true)}>Add an order type</Button> : null
        }
      >
        <Wrong error={error} />
        <Answer of={types}>
          {({ items }) => (
            <>
              <DragRows
                label="Order types"
                rows={items}
                isDisabled={!may('maintenance', 'change')}
                onMove={(_, { id, position }) => change(id, { position })}
              >
                {(type, handle) => <TypeRow type={type} handle={handle} />}
              </DragRows>
              {isAdding ? <NewType types={items} onClose={() => setIsAdding(false)} /> : null}
            </>
          )}
        </Answer>
      </Page>
    </SettingsFrame>
  );
}

function TypeRow({ type, handle }: { type: ProductionType; handle: React.ReactNode }) {
  const { id, name, kind, isActive, statuses } = type;
  const steps = stepsOf(statuses);
  return (
    <div className={classes.type} data-inactive={!isActive || undefined}>
      {handle}
      <div className={classes.words}>
        <Link to="/settings/cycles/$id" params={{ id: String(id) }} className={classes.name}>
          {name}
        </Link>
        <p className="quiet">{steps.map((step) => step.name).join(' → ')}</p>
      </div>
      <span className={`${classes.facts} quiet`}>
        {isActive ? '' : 'inactive · '}
        {kind} · {durationWords(daysOf(steps))}
      </span>
    </div>
  );
}
