import type { EventDefinition } from '#src/platform/audit/event.ts'
import { auditEvents } from './audits/audit-events.ts'
import { batchEvents } from './batches/batch-events.ts'
import { responseEvents } from './batches/response-events.ts'
import { claimEvents } from './claims/claim-events.ts'
import { clawbackEvents } from './clawbacks/clawback-events.ts'
import { conditionsEvents } from './conditions/conditions-events.ts'
import { detailEvents } from './details/detail-events.ts'
import { exportEvents } from './exports/export-events.ts'
import { fileEvents } from './files/file-events.ts'
import { mentorEvents } from './mentors/mentor-events.ts'
import { noteEvents } from './notes/note-events.ts'
import { paymentEvents } from './payments/payment-events.ts'
import { mentorPeopleEvents } from './people/people-events.ts'
import { preferenceEvents } from './preferences/preference-events.ts'
import { preparationEvents } from './preparation/preparation-events.ts'
import { providerEvents } from './provider/provider-events.ts'
import { requestEvents } from './requests/request-events.ts'
import { viewEvents } from './search/view-events.ts'
import { trustEvents } from './trusts/trust-events.ts'
import { yearsEvents } from './years/years-events.ts'

/** Every kind of fact that the module records. A payload that changes is a new version beside the old one. */
export const events: readonly EventDefinition[] = [
  ...claimEvents,
  ...batchEvents,
  ...responseEvents,
  ...fileEvents,
  ...exportEvents,
  ...paymentEvents,
  ...clawbackEvents,
  ...conditionsEvents,
  ...yearsEvents,
  ...noteEvents,
  ...viewEvents,
  ...mentorEvents,
  ...preparationEvents,
  ...preferenceEvents,
  ...detailEvents,
  ...mentorPeopleEvents,
  ...trustEvents,
  ...auditEvents,
  ...requestEvents,
  ...providerEvents,
]
