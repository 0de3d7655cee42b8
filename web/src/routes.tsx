import { getSetup } from '@printrail/contract/people';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { call } from './api.ts';
import { Lost, Oops } from './lost.tsx';
import { loadSession } from './session.tsx';
import { Studio } from './studio.tsx';
import { Waiting } from './ui/page.tsx';

// Every address of the application stands here.
const root = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Oops });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => (typeof search.to === 'string' ? { to: search.to } : {}),
  beforeLoad: async () => {
    if ((await call(getSetup, {})).needsOwner) throw redirect({ to: '/welcome' });
  },
  component: lazyRouteComponent(() => import('./first-run/sign-in.tsx'), 'SignIn'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  beforeLoad: async () => {
    if (!(await call(getSetup, {})).needsOwner) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./first-run/welcome.tsx'), 'Welcome'),
});

/** Everything behind signing in. */
const studio = createRoute({
  getParentRoute: () => root,
  id: 'studio',
  beforeLoad: async ({ location }) => {
    const session = await loadSession();
    if (!session) throw redirect({ to: '/sign-in', search: { to: location.href } });
    return { session };
  },
  component: Studio,
});

type PageName = `./${string}.tsx`;
const pages = import.meta.glob(['./*/*-page.tsx', './*/*-layout.tsx']) as Record<
  PageName,
  () => Promise<Record<string, React.ComponentType>>
>;

/** A page of its own chunk; its query string is left to the page (`useView`). */
function page<const Path extends string>(path: Path, file: PageName, component: string) {
  const load = pages[file];
  if (!load) throw new Error(`There is no page ${file}.`);
  return createRoute({
    getParentRoute: () => studio,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, React.ComponentType>>, component),
  });
}

const home = createRoute({
  getParentRoute: () => studio,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/production' });
  },
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  studio.addChildren([
    home,
    page('/production', './hub/hub-page.tsx', 'HubPage'),
    page('/production/orders/$id', './orders/order-page.tsx', 'OrderPage'),
    page('/production/new', './orders/new-order-page.tsx', 'NewOrderPage'),
    page('/my-work', './my-work/my-work-page.tsx', 'MyWorkPage'),
    page('/scan', './scan/scan-page.tsx', 'ScanPage'),
    page('/invoices', './invoices/invoices-page.tsx', 'InvoicesPage'),
    page('/invoices/new', './invoices/new-invoice-page.tsx', 'NewInvoicePage'),
    page('/invoices/$id', './invoices/invoice-page.tsx', 'InvoicePage'),
    page('/clients', './clients/clients-page.tsx', 'ClientsPage'),
    page('/clients/$id', './clients/client-page.tsx', 'ClientPage'),
    page('/sessions/$id', './clients/session-page.tsx', 'SessionPage'),
    page('/triggers', './triggers/queue-page.tsx', 'QueuePage'),
    page('/messages', './messages/messages-page.tsx', 'MessagesPage'),
    page('/vendors', './catalog/vendors-page.tsx', 'VendorsPage'),
    page('/vendors/$id', './catalog/vendor-page.tsx', 'VendorPage'),
    page('/products', './catalog/products-page.tsx', 'ProductsPage'),
    page('/import', './imports/import-page.tsx', 'ImportPage'),
    page('/settings', './preferences/settings-page.tsx', 'SettingsPage'),
    page('/settings/studio', './preferences/studio-page.tsx', 'StudioPage'),
    page('/settings/calendar', './preferences/calendar-page.tsx', 'CalendarPage'),
    page('/settings/production', './preferences/production-page.tsx', 'ProductionPage'),
    page('/settings/cycles', './cycles/types-page.tsx', 'TypesPage'),
    page('/settings/cycles/$id', './cycles/cycle-page.tsx', 'CyclePage'),
    page('/settings/lists', './cycles/lists-page.tsx', 'ListsPage'),
    page('/settings/triggers', './triggers/triggers-page.tsx', 'TriggersPage'),
    page('/settings/templates', './templates/templates-page.tsx', 'TemplatesPage'),
    page('/settings/templates/$id', './templates/template-page.tsx', 'TemplatePage'),
    page('/settings/delivery', './delivery/delivery-page.tsx', 'DeliveryPage'),
    page('/settings/people', './people/people-page.tsx', 'PeoplePage'),
    page('/settings/api-keys', './people/api-keys-page.tsx', 'ApiKeysPage'),
    page('/settings/account', './people/account-page.tsx', 'AccountPage'),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  // The page comes as soon as it is there, also when it is waited for already.
  defaultPendingMinMs: 0,
  defaultPendingComponent: Waiting,
  scrollRestoration: true,
});

/** Asks who is here and fetches the page at this address, before anything is drawn. */
export function begin(): void {
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    // What goes wrong is told when the route asks.
    if (routeId === studio.id) void loadSession().catch(() => undefined);
    const { component } = router.routesById[routeId as keyof typeof router.routesById].options;
    if (component && 'preload' in component) void component.preload?.();
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
