import type { EventDefinition } from '#src/platform/audit/event.ts'
import { acceptanceEvents } from './acceptance/acceptance-events.ts'
import { bulkEvents } from './bulk/bulk-events.ts'
import { childcareEvents } from './childcare/childcare-events.ts'
import { offerEvents } from './courses/offer-events.ts'
import { declarationEvents } from './declarations/declaration-events.ts'
import { expiryEvents } from './expiry/expiry-events.ts'
import { listEvents } from './lists/list-events.ts'
import { peopleEvents } from './people/people-events.ts'
import { policyEvents } from './policies/policy-events.ts'
import { registrationEvents } from './registrations/registration-events.ts'
import { requestEvents } from './requests/request-events.ts'
import { reviewEvents } from './reviews/review-events.ts'
import { scenarioEvents } from './scenarios/scenario-events.ts'
import { submissionEvents } from './submission/submission-events.ts'
import { trainingEvents } from './training/training-events.ts'
import { workDetailsEvents } from './work-details/work-details-events.ts'

/** Every kind of fact that the module records. A payload that changes is a new version beside the old one. */
export const events: readonly EventDefinition[] = [
  ...registrationEvents,
  ...requestEvents,
  ...listEvents,
  ...childcareEvents,
  ...scenarioEvents,
  ...reviewEvents,
  ...submissionEvents,
  ...acceptanceEvents,
  ...declarationEvents,
  ...trainingEvents,
  ...workDetailsEvents,
  ...expiryEvents,
  ...offerEvents,
  ...bulkEvents,
  ...peopleEvents,
  ...policyEvents,
]
