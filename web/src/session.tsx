import { getPreferences, type Preferences } from '@printrail/contract/calendar';
import { type Area, type Level, levels } from '@printrail/contract/endpoint';
import { getMe, type Me, signOut } from '@printrail/contract/people';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { call, Refused } from './api.ts';
import { keyOf, queryClient, useAnswer } from './queries.ts';
import { readAs } from './ui/words.ts';

type Session = { me: Me; preferences: Preferences };
const Session = createContext<Session | undefined>(undefined);

/** Who is signed in, read before a page is shown; undefined when nobody is. */
export async function loadSession(): Promise<Session | undefined> {
  try {
    const [me, preferences] = await Promise.all([
      queryClient.ensureQueryData({ queryKey: keyOf(getMe, {}), queryFn: () => call(getMe, {}) }),
      queryClient.ensureQueryData({ queryKey: keyOf(getPreferences, {}), queryFn: () => call(getPreferences, {}) }),
    ]);
    readAs({ ...preferences, today: me.today });
    return { me, preferences };
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) return undefined;
    throw error;
  }
}

export function SessionProvider({ first, children }: { first: Session; children: React.ReactNode }) {
  const me = useAnswer(getMe, {}).data ?? first.me;
  const preferences = useAnswer(getPreferences, {}).data ?? first.preferences;
  readAs({ ...preferences, today: me.today });
  return <Session.Provider value={{ me, preferences }}>{children}</Session.Provider>;
}

export function useSession(): Session {
  const session = useContext(Session);
  if (!session) throw new Error('Nobody is signed in here.');
  return session;
}

/** Whether who is signed in may do something; what they may not is not offered. */
export function useMay(): (area: Area, level: Exclude<Level, 'none'>) => boolean {
  const { me } = useSession();
  return (area, level) =>
    me.user?.isOwner === true || levels.indexOf(me.rights[area] ?? 'none') >= levels.indexOf(level);
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await call(signOut, {});
    client.clear();
    window.location.assign('/sign-in');
  };
}
