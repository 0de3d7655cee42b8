import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './import.module.css';

const taken = '.csv,.tsv,.txt,.json,text/csv,application/json';

/** Where files are chosen or dropped; small, it only lets choose more. */
export function FileDrop({ onChoose, isSmall = false }: { onChoose: (files: File[]) => void; isSmall?: boolean }) {
  const [isOver, setIsOver] = useState(false);
  const choose = (
    <FileButton onChange={onChoose} accept={taken} multiple inputProps={{ 'aria-label': 'CSV files' }}>
      {(props) => (
        <Button {...props} variant={isSmall ? 'default' : 'filled'}>
          {isSmall ? 'Choose more files' : 'Choose CSV files'}
        </Button>
      )}
    </FileButton>
  );
  if (isSmall) return choose;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button within
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onChoose([...event.dataTransfer.files]);
      }}
    >
      <IconFileSpreadsheet size={32} stroke={1.4} aria-hidden />
      <h2>Bring in your lists</h2>
      <p className="quiet">
        Clients, sessions, vendors, the price list, invoices with their lines, payments, closures, production orders and
        their history: one CSV file for each, all at once or one after another.
      </p>
      {choose}
      <p className="quiet">
        Or drop them here. A mapping saved before (a .json file) can come along. Records are known by their key, so the
        same file can be imported again.
      </p>
    </div>
  );
}
