import { endpoints, events, routes } from '#src/main/compose.ts'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { loadApiActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, type TestServices, testApp } from './app.ts'

/** The whole service as visitors meet it, on a fresh database: every module's pages, our error pages, real actors. */
export const composedApp = (given: TestServices = {}): Promise<TestApp> =>
  testApp({ routes, endpoints, eventDefinitions: events, errorPages, loadActor, loadApiActor, ...given })
