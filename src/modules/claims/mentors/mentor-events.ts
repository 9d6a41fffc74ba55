import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const who = { mentor: z.string(), trn: z.string() }

export const mentorAdded = defineEvent({
  name: 'claims.mentor-added',
  version: 1,
  payload: z.object({ ...who, followedFrom: z.string().nullable(), byFile: z.string().nullable() }),
  sentence: ({ mentor, trn, byFile }) =>
    `${mentor} (teacher reference number ${trn}) put on the list of mentors${byFile ? ` by the file ${byFile}` : ''}`,
})

export const mentorRemoved = defineEvent({
  name: 'claims.mentor-removed',
  version: 1,
  payload: z.object(who),
  sentence: ({ mentor, trn }) => `${mentor} (teacher reference number ${trn}) taken off the list of mentors`,
})

export const mentorFilePreviewed = defineEvent({
  name: 'claims.mentor-file-previewed',
  version: 1,
  payload: z.object({ fileName: z.string(), rows: z.number(), faults: z.number() }),
  sentence: ({ fileName, rows, faults }) =>
    `${fileName} with ${rows} mentors looked at, ${faults} of them with a fault. Nothing was changed`,
})

export const mentorFileSettled = defineEvent({
  name: 'claims.mentor-file-settled',
  version: 1,
  payload: z.object({ fileName: z.string(), outcome: z.enum(['applied', 'discarded']), added: z.number() }),
  sentence: ({ fileName, outcome, added }) =>
    outcome === 'applied' ? `${added} mentors added by the file ${fileName}` : `The file ${fileName} was thrown away`,
})

export const mentorNameRefreshed = defineEvent({
  name: 'claims.mentor-name-refreshed',
  version: 1,
  payload: z.object({ name: change(z.string()), trn: change(z.string()) }),
  sentence: ({ name, trn }) =>
    trn.before === trn.after
      ? `Name on the teaching record changed from ${name.before} to ${name.after}`
      : `Teacher reference number ${trn.before} became ${trn.after} on the teaching record, of ${name.after}`,
})

export const mentorStatusNoted = defineEvent({
  name: 'claims.mentor-record-status-noted',
  version: 1,
  payload: z.object({ status: change(z.string()) }),
  sentence: ({ status }) =>
    `The teaching record says “${status.after}” of the number, where it said “${status.before}”`,
})

export const mentorNumberChecked = defineEvent({
  name: 'claims.mentor-number-checked',
  version: 1,
  payload: z.object({ ...who, status: z.string() }),
  sentence: ({ mentor, trn, status }) =>
    `Teacher reference number ${trn} of ${mentor} looked at again: ${status === 'ok' ? 'it is in use' : `the teaching record says “${status}”`}`,
})

export const mentorsLookedUp = defineEvent({
  name: 'claims.mentors-looked-up',
  version: 1,
  payload: z.object({ looked: z.number(), changed: z.number() }),
  sentence: ({ looked, changed }) => `${looked} mentors looked up on the teaching record, ${changed} had changed`,
})

export const mentorEvents: readonly EventDefinition[] = [
  mentorAdded,
  mentorRemoved,
  mentorFilePreviewed,
  mentorFileSettled,
  mentorNameRefreshed,
  mentorStatusNoted,
  mentorNumberChecked,
  mentorsLookedUp,
]
