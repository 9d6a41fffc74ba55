import type { Route } from '#src/platform/http/route.ts'
import { auditReplyRoutes } from './routes/audit-reply-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { clawbackRoutes } from './routes/clawback-routes.ts'
import { mentorsRoutes } from './routes/mentors-routes.ts'
import { paymentsRoutes } from './routes/payments-routes.ts'
import { preparationRoutes } from './routes/preparation-routes.ts'
import { providerRoutes } from './routes/provider-routes.ts'
import { requestRoutes } from './routes/request-routes.ts'
import { rulesRoutes } from './routes/rules-routes.ts'
import { sampleRoutes } from './routes/sample-routes.ts'
import { schoolClaimRoutes } from './routes/school-claim-routes.ts'
import { schoolDetailsRoutes } from './routes/school-details-routes.ts'
import { staffAuditRoutes } from './routes/staff-audit-routes.ts'
import { staffClaimsRoutes } from './routes/staff-claims-routes.ts'
import { trustRoutes } from './routes/trust-routes.ts'

/** Every address of the module, by topic. */
export const routes: readonly Route[] = [
  ...paymentsRoutes,
  ...clawbackRoutes,
  ...schoolClaimRoutes,
  ...rulesRoutes,
  ...staffClaimsRoutes,
  ...mentorsRoutes,
  ...preparationRoutes,
  ...schoolDetailsRoutes,
  ...trustRoutes,
  ...sampleRoutes,
  ...auditRoutes,
  ...auditReplyRoutes,
  ...staffAuditRoutes,
  ...providerRoutes,
  ...requestRoutes,
]
