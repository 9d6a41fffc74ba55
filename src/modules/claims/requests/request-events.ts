import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { REQUEST_TOPICS, topicText } from './information-request.ts'

const about = { reference: z.string(), topic: z.enum(REQUEST_TOPICS) }

export const informationAsked = defineEvent({
  name: 'claims.information-asked',
  version: 1,
  payload: z.object({ ...about, of: z.string(), dueOn: z.string() }),
  sentence: ({ topic, of, dueOn }) => `${of} was asked: ${lower(topicText[topic])}. Answer by ${dueOn}`,
})

export const informationAnswered = defineEvent({
  name: 'claims.information-answered',
  version: 1,
  payload: z.object({ ...about, receipt: z.string(), files: z.int() }),
  sentence: ({ topic, receipt, files }) =>
    `Answered: ${lower(topicText[topic])}${files === 0 ? '' : `, with ${filesText(files)}`}. Receipt ${receipt}`,
})

export const informationReopened = defineEvent({
  name: 'claims.information-reopened',
  version: 1,
  payload: z.object({ ...about, reason: z.string(), dueOn: z.string() }),
  sentence: ({ topic, reason, dueOn }) => `Asked again by ${dueOn}: ${lower(topicText[topic])}. ${reason}`,
})

export const informationSettled = defineEvent({
  name: 'claims.information-settled',
  version: 1,
  payload: z.object({ ...about, reason: z.string(), how: z.enum(['settled', 'cancelled']) }),
  sentence: ({ topic, reason, how }) =>
    `Request ${how === 'settled' ? 'settled' : 'not needed any more'}: ${lower(topicText[topic])}. ${reason}`,
})

export const informationPostponed = defineEvent({
  name: 'claims.information-postponed',
  version: 1,
  payload: z.object({ ...about, dueOn: z.string(), reason: z.string() }),
  sentence: ({ topic, dueOn, reason }) => `More time to answer, until ${dueOn}: ${lower(topicText[topic])}. ${reason}`,
})

export const informationTimeAsked = defineEvent({
  name: 'claims.information-time-asked',
  version: 1,
  payload: z.object({ ...about, until: z.string(), reason: z.string() }),
  sentence: ({ topic, until, reason }) => `More time asked for, until ${until}: ${lower(topicText[topic])}. ${reason}`,
})

export const informationTimeRefused = defineEvent({
  name: 'claims.information-time-refused',
  version: 1,
  payload: z.object({ ...about, dueOn: z.string(), reason: z.string() }),
  sentence: ({ topic, dueOn, reason }) =>
    `No more time to answer: it stays due by ${dueOn}: ${lower(topicText[topic])}. ${reason}`,
})

export const informationReminded = defineEvent({
  name: 'claims.information-reminded',
  version: 1,
  payload: z.object({ ...about, dueOn: z.string() }),
  sentence: ({ topic, dueOn }) => `Reminder sent: ${lower(topicText[topic])}, due by ${dueOn}`,
})

const file = { fileName: z.string(), sha256: z.string() }

export const evidenceUploaded = defineEvent({
  name: 'claims.evidence-uploaded',
  version: 1,
  payload: z.object({ ...file, bytes: z.int(), mediaType: z.string() }),
  sentence: ({ fileName }) => `Evidence uploaded: ${fileName}`,
})

export const evidenceRemoved = defineEvent({
  name: 'claims.evidence-removed',
  version: 1,
  payload: z.object({ ...file, because: z.enum(['by-uploader', 'retention']) }),
  sentence: ({ fileName, because }) =>
    `Evidence removed${because === 'retention' ? ' because its time is over' : ''}: ${fileName}`,
})

export const evidenceScanned = defineEvent({
  name: 'claims.evidence-scanned',
  version: 1,
  payload: z.object({ ...file, result: z.enum(['clean', 'infected', 'failed']), finding: z.string().nullable() }),
  sentence: ({ fileName, result, finding }) => {
    if (result === 'clean') return `Evidence checked for viruses and received: ${fileName}`
    if (result === 'failed') return `Evidence could not be checked for viruses yet: ${fileName}`
    return `Evidence not accepted, because it holds ${finding ?? 'a virus'}: ${fileName}`
  },
})

export const evidenceOpened = defineEvent({
  name: 'claims.evidence-opened',
  version: 1,
  payload: z.object(file),
  sentence: ({ fileName }) => `Evidence opened: ${fileName}`,
})

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const filesText = (count: number): string => (count === 1 ? '1 file' : `${count} files`)

/** What was asked about claims, what was answered, and the evidence that came with it. */
export const requestEvents: readonly EventDefinition[] = [
  ...[informationAsked, informationAnswered, informationReopened, informationSettled, informationPostponed],
  ...[informationTimeAsked, informationTimeRefused],
  ...[informationReminded, evidenceUploaded, evidenceRemoved, evidenceScanned, evidenceOpened],
]
