import { ActionIcon, Menu, NativeSelect, UnstyledButton } from '@mantine/core';
import type { ImportTarget } from '@printrail/contract/imports';
import { IconChevronDown, IconChevronRight, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { countWords } from '../ui/words.ts';
import { type Draft, type StepDraft, type Surroundings, sheetOf, withTarget } from './draft.rules.ts';
import classes from './import.module.css';
import { StepMapping } from './step-mapping.tsx';
import { targetWords } from './words.ts';

export type StepChange = (change: (step: StepDraft) => StepDraft) => void;

type StepSectionProps = {
  step: StepDraft;
  draft: Draft;
  around: Surroundings;
  /** What the server found wrong, by the place in the step. */
  faults: ReadonlyMap<string, string>;
  onChange: StepChange;
  onRemove: () => void;
  onRepeat: () => void;
};

/** One file: what it holds, and, unfolded, which column fills which field. */
export function StepSection({ step, draft, around, faults, onChange, onRemove, onRepeat }: StepSectionProps) {
  const sheet = sheetOf(draft, step);
  const target = around.targets.find(({ into }) => into === step.into);
  const missing = missingFields(step, target);
  const [isOpen, setIsOpen] = useState(missing > 0 || draft.steps.length === 1);
  const isShown = isOpen || faults.size > 0;
  const name = step.into ? `${step.file}, ${targetWords[step.into][1]}` : step.file;
  return (
    <section className={classes.step} aria-label={name}>
      <div className={classes.stepHead}>
        <UnstyledButton className={classes.fold} aria-expanded={isShown} onClick={() => setIsOpen(!isShown)}>
          {isShown ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          <span className={classes.file}>{step.file}</span>
        </UnstyledButton>
        <span className={classes.holds}>
          <span className="quiet">holds</span>
          <NativeSelect
            aria-label={`What ${step.file} holds`}
            data={[
              { value: '', label: 'nothing to import' },
              ...around.targets.map(({ into }) => ({ value: into, label: targetWords[into][1] })),
            ]}
            value={step.into ?? ''}
            onChange={({ currentTarget: { value } }) => {
              onChange((before) => withTarget(before, (value || null) as ImportTarget | null, sheet, around));
              setIsOpen(true);
            }}
          />
        </span>
        <StepState step={step} hasSheet={sheet !== undefined} missing={missing} faults={faults.size} />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={`More for ${name}`} className={classes.more}>
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onRepeat}>It holds something else as well</Menu.Item>
            <Menu.Item onClick={onRemove}>Take the file out</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {isShown && sheet && target ? (
        <StepMapping step={step} sheet={sheet} target={target} faults={faults} onChange={onChange} />
      ) : null}
    </section>
  );
}

type StepStateProps = { step: StepDraft; hasSheet: boolean; missing: number; faults: number };

function StepState({ step, hasSheet, missing, faults }: StepStateProps) {
  if (!hasSheet) return <span className={`${classes.state} late`}>Choose this file as well.</span>;
  if (step.into === null) return <span className={`${classes.state} quiet`}>left out</span>;
  if (missing > 0)
    return <span className={`${classes.state} late`}>{countWords(missing, 'needed field')} to fill</span>;
  if (faults > 0) return <span className={`${classes.state} late`}>{countWords(faults, 'thing')} to put right</span>;
  const filled = Object.keys(step.fields).length + Object.keys(step.lines?.fields ?? {}).length;
  return <span className={`${classes.state} quiet`}>{countWords(filled, 'field')} filled</span>;
}

function missingFields(step: StepDraft, target: Surroundings['targets'][number] | undefined): number {
  if (!target) return 0;
  const isMissing = ({ isNeeded, name }: { isNeeded: boolean; name: string }) => isNeeded && !step.fields[name];
  return target.fields.filter(isMissing).length + (step.key || target.isKeyOptional ? 0 : 1);
}
