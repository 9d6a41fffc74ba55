import type { EventDefinition } from '#src/platform/audit/event.ts'
import { cohortEvents } from '../cohorts/cohort-events.ts'
import { consentEvents } from '../consents/consent-events.ts'
import { proposalEvents } from './proposal-events.ts'

/** What happens to the dated data that staff keep. */
export const policyEvents: readonly EventDefinition[] = [...cohortEvents, ...proposalEvents, ...consentEvents]
