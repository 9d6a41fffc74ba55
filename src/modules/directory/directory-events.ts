import type { EventDefinition } from '#src/platform/audit/event.ts'
import { contactEvents } from './contacts/contact-events.ts'
import { importEvents } from './import-events.ts'
import { organisationEvents } from './organisation-events.ts'
import { personEvents } from './people/person-events.ts'
import { schoolEvents } from './school-events.ts'

/** Every kind of fact that the directory records. A payload that changes is a new version beside the old one. */
export const events: readonly EventDefinition[] = [
  ...schoolEvents,
  ...organisationEvents,
  ...contactEvents,
  ...importEvents,
  ...personEvents,
]
