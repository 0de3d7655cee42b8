import { useEffect, useRef, useState } from 'react';
import classes from './scan-page.module.css';

type Found = { rawValue: string };
type Detector = { detect(source: HTMLVideoElement): Promise<Found[]> };
declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

const lookEveryMs = 200;
const sameAgainMs = 3_000;

/** Reads barcodes by camera; one that stays before it is read once. */
export function Camera({ onRead }: { onRead: (number: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const read = useRef(onRead);
  read.current = onRead;
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const Reader = window.BarcodeDetector;
    if (!Reader) return;
    const detector = new Reader();
    const seen = new Map<string, number>();
    const stream = navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    stream
      .then((shown) => {
        if (video.current) video.current.srcObject = shown;
      })
      .catch(() => setFault('The camera cannot be used. Allow it for this page, or type the number.'));
    const look = async () => {
      if (!video.current || video.current.readyState < video.current.HAVE_CURRENT_DATA) return;
      for (const { rawValue } of await detector.detect(video.current)) {
        const before = seen.get(rawValue) ?? 0;
        seen.set(rawValue, Date.now());
        if (Date.now() - before > sameAgainMs) read.current(rawValue);
      }
    };
    const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
    return () => {
      clearInterval(timer);
      void stream.then((shown) => {
        for (const track of shown.getTracks()) track.stop();
      });
    };
  }, []);
  if (fault) return <p role="alert">{fault}</p>;
  return <video ref={video} className={classes.camera} autoPlay playsInline muted aria-label="What the camera sees" />;
}
