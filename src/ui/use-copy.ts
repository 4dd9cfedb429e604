import { useEffect, useRef, useState } from 'react';
import { copyText } from './clipboard.ts';

const SHOWN_MS = 2500;

/** Copying with an answer that is shown for a moment where the person clicked. */
export function useCopy() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(function forgetTimer() {
    return () => clearTimeout(timer.current);
  }, []);

  const copy = async (text: string | Promise<string>) => {
    const outcome = await copyText(text).then(
      () => 'copied' as const,
      () => 'failed' as const,
    );
    setState(outcome);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), SHOWN_MS);
  };
  return { state, copy };
}
