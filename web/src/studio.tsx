import { Outlet, useRouteContext } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { StatusChangeProvider } from './changes/status-change-provider.tsx';
import { followChanges } from './live.ts';
import { Palette } from './search/palette.tsx';
import { SessionProvider } from './session.tsx';
import { Frame } from './ui/frame.tsx';
import { KeysProvider } from './ui/keys.tsx';
import { Notices } from './ui/notices.tsx';
import { ToastProvider } from './ui/toast.tsx';

/** What all pages behind the sign-in share: who is here, the frame, keys, messages, live changes. */
export function Studio() {
  const { session } = useRouteContext({ from: '/studio' });
  const [isSearching, setIsSearching] = useState(false);
  useEffect(followChanges, []);
  return (
    <SessionProvider first={session}>
      <KeysProvider>
        <ToastProvider>
          <StatusChangeProvider>
            <Frame onSearch={() => setIsSearching(true)} bell={<Notices />}>
              <Outlet />
            </Frame>
            <Palette isOpen={isSearching} onClose={() => setIsSearching(false)} />
          </StatusChangeProvider>
        </ToastProvider>
      </KeysProvider>
    </SessionProvider>
  );
}
