import { ActionIcon, Kbd, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  type Icon,
  IconAddressBook,
  IconBarcode,
  IconBolt,
  IconBuildingFactory2,
  IconFileInvoice,
  IconHelp,
  IconLayoutSidebarLeftCollapse,
  IconListCheck,
  IconSearch,
  IconSettings,
  IconStack2,
  IconUser,
} from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession, useSignOut } from '../session.tsx';
import classes from './frame.module.css';
import { useKeys } from './keys.tsx';
import { KeysHelp } from './keys-help.tsx';

type Place = {
  to: string;
  name: string;
  icon: Icon;
  key: string;
  /** Further addresses that belong to it. */
  alsoAt?: readonly string[];
  /** A phone has no room for all: these are found in the settings there. */
  isWideOnly?: boolean;
};

const places: readonly Place[] = [
  { to: '/production', name: 'Production', icon: IconStack2, key: 'p' },
  { to: '/my-work', name: 'My work', icon: IconListCheck, key: 'm' },
  { to: '/scan', name: 'Scan', icon: IconBarcode, key: 's' },
  { to: '/invoices', name: 'Invoices', icon: IconFileInvoice, key: 'i' },
  { to: '/clients', name: 'Clients', icon: IconAddressBook, key: 'c', alsoAt: ['/sessions'] },
  { to: '/vendors', name: 'Vendors', icon: IconBuildingFactory2, key: 'v', alsoAt: ['/products'], isWideOnly: true },
  { to: '/triggers', name: 'Triggers', icon: IconBolt, key: 't', alsoAt: ['/messages'], isWideOnly: true },
  { to: '/settings', name: 'Settings', icon: IconSettings, key: ',', alsoAt: ['/import'] },
];

type FrameProps = { onSearch: () => void; bell: React.ReactNode; children: React.ReactNode };

/** What stands around every page: where one can go, search, help, oneself. */
export function Frame({ onSearch, bell, children }: FrameProps) {
  const [isNarrow, setIsNarrow] = useState(() => localStorage.getItem('rail') === 'narrow');
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const fold = () => {
    localStorage.setItem('rail', isNarrow ? 'wide' : 'narrow');
    setIsNarrow(!isNarrow);
  };
  useGoKeys();
  useKeys([
    { keys: ['?'], does: 'Show the keys of this page', run: () => setIsHelpOpen(true) },
    { keys: ['/', 'Ctrl+k'], does: 'Search anything, or go anywhere', run: onSearch },
  ]);
  return (
    <div className={`${classes.frame} ${isNarrow ? classes.narrow : ''}`}>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      <nav className={classes.rail} aria-label="Places">
        <Link to="/production" className={classes.mark} aria-label="Printrail, production">
          <img src="/icon.svg" width="24" height="24" alt="" />
          <span>Printrail</span>
        </Link>
        {places.map((place) => (
          <PlaceLink key={place.to} place={place} isNarrow={isNarrow} />
        ))}
        <UnstyledButton className={classes.fold} onClick={fold} aria-label={isNarrow ? 'Expand' : undefined}>
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} aria-hidden />
          <span>Collapse</span>
        </UnstyledButton>
      </nav>
      <header className={classes.bar}>
        <UnstyledButton className={classes.search} onClick={onSearch}>
          <IconSearch size={16} stroke={1.6} aria-hidden />
          <span>Search orders, clients, invoices …</span>
          <Kbd size="xs">/</Kbd>
        </UnstyledButton>
        <div className={classes.tools}>
          {window.location.protocol === 'http:' && !['localhost', '127.0.0.1'].includes(window.location.hostname) ? (
            <span className={`${classes.plain} quiet`}>not encrypted</span>
          ) : null}
          {bell}
          <Tooltip label="Keys of this page">
            <ActionIcon aria-label="Keys of this page" onClick={() => setIsHelpOpen(true)}>
              <IconHelp size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <OwnMenu />
        </div>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <KeysHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
}

function OwnMenu() {
  const { me } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={`You: ${me.name}`}>
          <IconUser size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Item component={Link} to="/settings/account">
          Your account
        </Menu.Item>
        <Menu.Divider />
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} aria-current={colorScheme === scheme}>
            {colorScheme === scheme ? '✓ ' : ''}
            {{ auto: 'Light or dark as the system', light: 'Light', dark: 'Dark' }[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** "g", then the first letter of a place. */
function useGoKeys(): void {
  const navigate = useNavigate();
  const [isGoing, setIsGoing] = useState(false);
  const go = (to: string) => {
    setIsGoing(false);
    void navigate({ to });
  };
  useKeys([
    {
      keys: ['g'],
      does: `Go to a place, then ${places.map(({ key, name }) => `“${key}” for ${name}`).join(', ')}`,
      when: !isGoing,
      run: () => {
        setIsGoing(true);
        setTimeout(() => setIsGoing(false), 1_500);
      },
    },
    ...places.map(({ key, to, name }) => ({
      keys: [key],
      does: `Go to ${name}`,
      when: isGoing,
      isFirst: true,
      run: () => go(to),
    })),
  ]);
}

function PlaceLink({
  place: { to, name, icon: Sign, alsoAt = [], isWideOnly },
  isNarrow,
}: {
  place: Place;
  isNarrow: boolean;
}) {
  const { pathname } = useLocation();
  const isAlsoHere = alsoAt.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  return (
    <Link
      to={to}
      className={classes.place}
      activeProps={{ 'data-here': true }}
      title={isNarrow ? name : undefined}
      {...(isAlsoHere ? { 'data-here': true } : {})}
      {...(isWideOnly ? { 'data-wide-only': true } : {})}
    >
      <Sign size={18} stroke={1.6} aria-hidden />
      <span>{name}</span>
    </Link>
  );
}
