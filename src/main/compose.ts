import { events as accessEvents } from '#src/modules/access/access-events.ts'
import { jobs as accessJobs } from '#src/modules/access/jobs.ts'
import {
  accessContribution,
  type HomeContribution,
  type MergeContribution,
  ownMergeContributions,
} from '#src/modules/access/public.ts'
import { routesWith as accessRoutesWith } from '#src/modules/access/routes.ts'
import { events as claimsEvents } from '#src/modules/claims/claims-events.ts'
import { jobs as claimsJobs } from '#src/modules/claims/jobs.ts'
import { claimsContribution, mentorsContribution } from '#src/modules/claims/public.ts'
import { routes as claimsRoutes } from '#src/modules/claims/routes.ts'
import { events as directoryEvents } from '#src/modules/directory/directory-events.ts'
import { jobs as directoryJobs } from '#src/modules/directory/jobs.ts'
import { routes as directoryRoutes } from '#src/modules/directory/routes.ts'
import { endpoints as npqEndpoints } from '#src/modules/npq/api/endpoints.ts'
import { jobs as npqJobs } from '#src/modules/npq/jobs.ts'
import { events as npqEvents } from '#src/modules/npq/npq-events.ts'
import { registrationsContribution, releaseContribution } from '#src/modules/npq/public.ts'
import { routes as npqRoutes } from '#src/modules/npq/routes.ts'
import { routes as supportRoutes } from '#src/modules/support/routes.ts'
import type { EventDefinition } from '#src/platform/audit/event.ts'
import { emailEvents } from '#src/platform/email/email-events.ts'
import type { Endpoint } from '#src/platform/http/api/endpoint.ts'
import type { Route } from '#src/platform/http/route.ts'
import type { Job } from '#src/platform/jobs/job.ts'
import { upkeepEvents } from '#src/platform/jobs/remove-expired.ts'
import { events as developmentEvents } from './dev/development-events.ts'

// The only place that knows every module. What one module does when another records something would stand here too,
// as "event: job"; so far nothing does.

/** What the modules put on the home pages of organisations, in this order. */
const homeContributions: readonly HomeContribution[] = [accessContribution, claimsContribution, releaseContribution]

/** What the modules do when two people turn out to be one, in this order; undoing goes the other way. */
const mergeContributions: readonly MergeContribution[] = [
  ...ownMergeContributions,
  registrationsContribution,
  mentorsContribution,
]

/** Every address of the service, in the order of the modules. */
export const routes: readonly Route[] = [
  ...directoryRoutes,
  ...accessRoutesWith(homeContributions, mergeContributions),
  ...npqRoutes,
  ...claimsRoutes,
  ...supportRoutes,
]

/** Every address of the API, for other systems. */
export const endpoints: readonly Endpoint[] = [...npqEndpoints]

/** Every kind of event that a timeline can tell. */
export const events: readonly EventDefinition[] = [
  ...directoryEvents,
  ...accessEvents,
  ...npqEvents,
  ...claimsEvents,
  ...emailEvents,
  ...upkeepEvents,
  ...developmentEvents,
]

/** What the worker does for the modules, besides the platform's own jobs. */
export const jobs: readonly Job[] = [...directoryJobs, ...accessJobs, ...npqJobs, ...claimsJobs]
