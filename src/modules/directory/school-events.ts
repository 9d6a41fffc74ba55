import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

// What GIAS's files change. The payloads are made in SQL, tens of thousands at once: tests hold them to these shapes.

export const schoolAdded = defineEvent({
  name: 'directory.school-added',
  version: 1,
  payload: z.object({ urn: z.string(), name: z.string(), status: z.string() }),
  sentence: (payload) => `${payload.name} (URN ${payload.urn}) added from GIAS. Status: ${payload.status}`,
})

export const schoolRenamed = defineEvent({
  name: 'directory.school-renamed',
  version: 1,
  payload: z.object({ name: change(z.string()) }),
  sentence: ({ name }) => `Name changed in GIAS from “${name.before}” to “${name.after}”`,
})

export const schoolStatusChanged = defineEvent({
  name: 'directory.school-status-changed',
  version: 1,
  payload: z.object({ status: change(z.string()), closedOn: z.string().nullable() }),
  sentence: ({ status, closedOn }) =>
    `Status changed in GIAS from “${status.before}” to “${status.after}”${closedOn === null ? '' : `, closed on ${dayText(closedOn)}`}`,
})

export const schoolDetailsChanged = defineEvent({
  name: 'directory.school-details-changed',
  version: 1,
  /** Names of columns only: some of the values are people's names. */
  payload: z.object({ fields: z.array(z.string()) }),
  sentence: ({ fields }) => `Details changed in GIAS: ${fields.map((field) => field.replaceAll('_', ' ')).join(', ')}`,
})

export const schoolSection41Changed = defineEvent({
  name: 'directory.school-section-41-changed',
  version: 1,
  payload: z.object({ approved: change(z.boolean()) }),
  sentence: ({ approved }) => (approved.after ? 'Approved under section 41' : 'No longer approved under section 41'),
})

const masked = z.string().nullable()

export const schoolContactChanged = defineEvent({
  name: 'directory.school-contact-changed',
  version: 1,
  /** Masked, as h•••d@school.example: history cannot be erased, and the addresses themselves are kept with their dates. */
  payload: z.object({ channel: z.enum(['main', 'alternative']), address: change(masked) }),
  sentence: ({ channel, address }) => contactSentence(channel, address),
})

export const schoolLinked = defineEvent({
  name: 'directory.school-linked',
  version: 1,
  payload: z.object({
    linkType: z.string(),
    linkedUrn: z.string(),
    linkedName: z.string(),
    establishedOn: z.string().nullable(),
  }),
  sentence: (payload) =>
    `Linked in GIAS to ${payload.linkedName} (URN ${payload.linkedUrn}): ${payload.linkType}` +
    (payload.establishedOn === null ? '' : `, ${dayText(payload.establishedOn)}`),
})

export const schoolUnlinked = defineEvent({
  name: 'directory.school-unlinked',
  version: 1,
  payload: z.object({ linkType: z.string(), linkedUrn: z.string(), linkedName: z.string() }),
  sentence: (payload) =>
    `No longer linked in GIAS to ${payload.linkedName} (URN ${payload.linkedUrn}): ${payload.linkType}`,
})

export const schoolJoinedTrust = defineEvent({
  name: 'directory.school-joined-trust',
  version: 1,
  payload: z.object({ school: z.string(), trust: z.string(), from: z.string().nullable() }),
  sentence: ({ school, trust, from }) => `${school} joined ${trust}${from === null ? '' : ` on ${dayText(from)}`}`,
})

export const schoolLeftTrust = defineEvent({
  name: 'directory.school-left-trust',
  version: 1,
  payload: z.object({ school: z.string(), trust: z.string(), on: z.string() }),
  sentence: ({ school, trust, on }) => `${school} left ${trust} on ${dayText(on)}`,
})

export const organisationRenamed = defineEvent({
  name: 'directory.organisation-renamed',
  version: 1,
  payload: z.object({ name: change(z.string()) }),
  sentence: ({ name }) => `Name changed from “${name.before}” to “${name.after}”`,
})

export const organisationStatusChanged = defineEvent({
  name: 'directory.organisation-status-changed',
  version: 1,
  payload: z.object({ status: change(z.string()) }),
  sentence: ({ status }) => `Status changed from “${status.before}” to “${status.after}”`,
})

export const schoolEvents: readonly EventDefinition[] = [
  schoolAdded,
  schoolRenamed,
  schoolStatusChanged,
  schoolDetailsChanged,
  schoolSection41Changed,
  schoolContactChanged,
  schoolLinked,
  schoolUnlinked,
  schoolJoinedTrust,
  schoolLeftTrust,
  organisationRenamed,
  organisationStatusChanged,
]

const dayText = (text: string): string => dateText(Temporal.PlainDate.from(text))

const CHANNELS = { main: 'Main email address', alternative: 'Alternative email address' } as const

function contactSentence(
  channel: keyof typeof CHANNELS,
  { before, after }: { before: string | null; after: string | null },
): string {
  if (before === null) return `${CHANNELS[channel]} in GIAS: ${after}`
  if (after === null) return `${CHANNELS[channel]} in GIAS, ${before}, taken away`
  return `${CHANNELS[channel]} in GIAS changed from ${before} to ${after}`
}
