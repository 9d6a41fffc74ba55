import type { Route } from '#src/platform/http/route.ts'
import { apiGuidanceRoutes } from './routes/api-guidance-routes.ts'
import { bulkRoutes } from './routes/bulk-routes.ts'
import { changeRoutes } from './routes/change-routes.ts'
import { consoleRoutes } from './routes/console-routes.ts'
import { duplicatesRoutes } from './routes/duplicates-routes.ts'
import { fundingRoutes } from './routes/funding-routes.ts'
import { offersRoutes } from './routes/offers-routes.ts'
import { policyRoutes } from './routes/policy-routes.ts'
import { registerRoutes } from './routes/register-routes.ts'
import { statusRoutes } from './routes/status-routes.ts'

/** Every address of the module, by topic. */
export const routes: readonly Route[] = [
  ...changeRoutes,
  ...registerRoutes,
  ...statusRoutes,
  ...fundingRoutes,
  ...apiGuidanceRoutes,
  ...consoleRoutes,
  ...bulkRoutes,
  ...duplicatesRoutes,
  ...offersRoutes,
  ...policyRoutes,
]
