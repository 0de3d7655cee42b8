let context: AudioContext | undefined;

/** A short high tone for a good scan, a long low one for a bad one: told apart without looking. */
export function playTone(kind: 'good' | 'bad'): void {
  try {
    context ??= new AudioContext();
    const { currentTime } = context;
    const seconds = kind === 'good' ? 0.09 : 0.4;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = kind === 'good' ? 'sine' : 'square';
    tone.frequency.value = kind === 'good' ? 1_320 : 196;
    volume.gain.setValueAtTime(kind === 'good' ? 0.25 : 0.15, currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, currentTime + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(currentTime + seconds);
  } catch {
    // A machine without sound still shows the result.
  }
}
