import type { EventDefinition } from '#src/platform/audit/event.ts'
import { eligibleSchoolEvents } from './eligible-school-events.ts'
import { ruleEvents } from './rule-events.ts'
import { windowEvents } from './window-events.ts'

/** What happens to the rules of claims. */
export const yearsEvents: readonly EventDefinition[] = [...windowEvents, ...eligibleSchoolEvents, ...ruleEvents]
