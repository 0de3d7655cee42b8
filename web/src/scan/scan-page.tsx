import { Button, TextInput } from '@mantine/core';
import { IconBarcode, IconCamera, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useMay } from '../session.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { canReadByCamera } from './camera-support.ts';
import { ScanControls } from './scan-controls.tsx';
import { LatestScan, ScanList, ScanSummary } from './scan-list.tsx';
import classes from './scan-page.module.css';
import { type Doing, useScans } from './use-scans.ts';

const Camera = lazy(async () => ({ default: (await import('./camera.tsx')).Camera }));

/** Barcode mode: a scanner types an order number and Enter, and the order moves on. */
export function ScanPage() {
  const may = useMay();
  if (!may('production', 'change')) {
    return (
      <Page title="Scan">
        <Empty title="Scanning changes production orders">You may look at them, but not change them.</Empty>
      </Page>
    );
  }
  return <Scanning />;
}

function Scanning() {
  const [isMuted, setIsMuted] = useState(() => localStorage.getItem('scan-sound') === 'off');
  const [hasCamera, setHasCamera] = useState(false);
  const [doing, setDoing] = useState<Doing>({ statusId: undefined, changeDate: null, note: '' });
  const [isReady, setIsReady] = useState(true);
  const { scans, scan, undo, startAnew } = useScans(isMuted);
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const back = useCallback(() => field.current?.focus(), []);
  useEffect(back, [back]);
  useScannerAnywhere(back);
  const mute = () => {
    localStorage.setItem('scan-sound', isMuted ? 'on' : 'off');
    setIsMuted(!isMuted);
    back();
  };
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    if (isReady) scan(typed, doing);
    setTyped('');
    back();
  };
  return (
    <Page
      title="Scan"
      actions={
        <>
          {canReadByCamera() ? (
            <Button variant="default" leftSection={<IconCamera size={16} />} onClick={() => setHasCamera(!hasCamera)}>
              {hasCamera ? 'Camera off' : 'Use the camera'}
            </Button>
          ) : null}
          <Button
            variant="default"
            onClick={mute}
            leftSection={isMuted ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
          >
            {isMuted ? 'Sound is off' : 'Sound is on'}
          </Button>
        </>
      }
    >
      <ScanControls
        doing={doing}
        onChange={(part) => setDoing((before) => ({ ...before, ...part }))}
        onReady={setIsReady}
        onSettled={back}
      />
      {hasCamera ? (
        <Suspense>
          <Camera onRead={(number) => isReady && scan(number, doing)} />
        </Suspense>
      ) : null}
      <form onSubmit={send} className={classes.scan}>
        <TextInput
          ref={field}
          aria-label="Order number"
          placeholder={isReady ? 'Scan or type an order number' : 'Choose a status first'}
          leftSection={<IconBarcode size={22} stroke={1.6} aria-hidden />}
          size="lg"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={(event) => {
            // A press on the bare page leaves the field where the scanner can reach it.
            if (event.relatedTarget === null && document.hasFocus()) requestAnimationFrame(() => refocus(back));
          }}
        />
      </form>
      <LatestScan scan={scans.at(-1)} />
      <ScanSummary
        scans={scans}
        onNew={() => {
          startAnew();
          back();
        }}
      />
      <ScanList
        scans={scans}
        onUndo={(one) => {
          void undo(one);
          back();
        }}
      />
    </Page>
  );
}

function refocus(back: () => void): void {
  if (document.activeElement === document.body || document.activeElement?.id === 'main') back();
}

/** A scanner types into whatever has the focus; what it types beside a field goes to the order number. */
function useScannerAnywhere(back: () => void): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isWord = /^[\p{L}\p{N}-]$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey;
      const isElsewhere =
        event.target instanceof Element && event.target.closest('input, select, textarea, [role="dialog"]');
      if (!isWord || isElsewhere) return;
      event.stopPropagation();
      back();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [back]);
}
