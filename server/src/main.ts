import type { FastifyInstance } from 'fastify';
import { automationRoutes } from './automation/automation.routes.ts';
import { catalogRoutes } from './catalog/catalog.routes.ts';
import { changesRoutes } from './changes/changes.routes.ts';
import { clientsRoutes } from './clients/clients.routes.ts';
import { cyclesRoutes } from './cycles/cycles.routes.ts';
import { furnish } from './cycles/first-studio.ts';
import { connect, type Location } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { deliveryRoutes } from './delivery/delivery.routes.ts';
import { startDelivery } from './delivery/start-delivery.ts';
import { wireEvents } from './events.ts';
import { exportsRoutes } from './exports/exports.routes.ts';
import { formsRoutes } from './forms/forms.routes.ts';
import { createApp } from './http/app.ts';
import { healthRoutes } from './http/health.routes.ts';
import type { Authenticate } from './http/mount.ts';
import { hubRoutes } from './hub/hub.routes.ts';
import { importsRoutes } from './imports/imports.routes.ts';
import { invoicesRoutes } from './invoices/invoices.routes.ts';
import { liveRoutes } from './live/live.routes.ts';
import type { LiveTimes } from './live/live.ts';
import { ordersRoutes } from './orders/orders.routes.ts';
import { authenticate } from './people/authentication.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { type Log, silentLog } from './platform/log.ts';
import { sampleRoutes } from './sample/sample.routes.ts';
import { searchRoutes } from './search/search.routes.ts';
import type { Route } from './studio/route.ts';
import { studioRoutes } from './studio/studio.routes.ts';
import { createStudio, type Studio } from './studio/studio.ts';
import { tasksRoutes } from './tasks/tasks.routes.ts';
import { addSampleTriggers } from './triggers/sample-triggers.ts';
import { triggersRoutes } from './triggers/triggers.routes.ts';
import { startWorker } from './triggers/worker.ts';
import { viewsRoutes } from './views/views.routes.ts';

/** Everything the API offers. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...studioRoutes,
  ...peopleRoutes,
  ...clientsRoutes,
  ...catalogRoutes,
  ...cyclesRoutes,
  ...invoicesRoutes,
  ...ordersRoutes,
  ...changesRoutes,
  ...automationRoutes,
  ...hubRoutes,
  ...viewsRoutes,
  ...searchRoutes,
  ...formsRoutes,
  ...tasksRoutes,
  ...triggersRoutes,
  ...deliveryRoutes,
  ...importsRoutes,
  ...exportsRoutes,
  ...sampleRoutes,
  ...liveRoutes,
];

wireEvents();

export type Started = { studio: Studio; app: FastifyInstance; close(): Promise<void> };

export type StartOptions = {
  location: Location;
  clock?: Clock;
  log?: Log;
  trustProxy?: boolean | string;
  /** Tests let certain tokens in without an account. */
  alsoAuthenticate?: Authenticate;
  /** Folder of the built web application; without it there is the API alone. */
  web?: string;
  /** Tests do not wait as long. */
  liveTimes?: Partial<LiveTimes>;
  /** Also does what becomes due by itself, as a server does. */
  isAtWork?: boolean;
  /** What a process that ended had begun is taken up again after so long; messages after five times as long. */
  takeOverMs?: number;
};

/** The composition root: database → studio → routes → HTTP, ready to listen. */
export async function start(options: StartOptions): Promise<Started> {
  const {
    location,
    clock = systemClock,
    log = silentLog,
    trustProxy = false,
    alsoAuthenticate,
    liveTimes,
    web,
    isAtWork = false,
    takeOverMs = 60_000,
  } = options;
  const studio = await openStudio(location, clock, log);
  const app = createApp({
    studio,
    routes,
    authenticate: async (token) => (await alsoAuthenticate?.(token)) ?? authenticate(studio, token),
    liveTimes,
    trustProxy,
    web,
  });
  const worker = isAtWork ? startWorker(studio, { leaseMs: takeOverMs }) : undefined;
  const delivery = isAtWork ? startDelivery(studio, takeOverMs * 5) : undefined;
  const close = async () => {
    await app.close();
    await worker?.stop();
    await delivery?.stop();
    await studio.database.close();
  };
  return { studio, app, close };
}

/** A studio on its database, brought to the newest form; also what the command line works with. */
export async function openStudio(
  location: Location,
  clock: Clock = systemClock,
  log: Log = silentLog,
): Promise<Studio> {
  const database = await connect(location);
  await migrate(database);
  await furnish(database, addSampleTriggers);
  return createStudio(database, clock, log);
}
