import { academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { messageStatusTexts } from '#src/platform/email/message-states.ts'
import type { SchoolState } from './school-states-queries.ts'

export const registeredText = ({ isRegistered, since }: SchoolState): string => {
  if (!isRegistered) return 'No'
  return since === null ? 'Yes' : `Yes, since ${academicYearText(since)}`
}

export const expectsText = ({ expects }: SchoolState): string => {
  if (expects === null) return 'Not said'
  return { yes: 'Yes', no: 'No', 'not-known': 'The school does not know yet' }[expects]
}

/** When the newest link went to the school’s contact and what became of it. No address, not even a masked one. */
export function linkText({ lastLink }: SchoolState): string {
  if (!lastLink) return 'Never sent'
  const { sentAt, message, opened, used } = lastLink
  const sent = `Sent on ${dateText(londonDate(sentAt))}`
  if (used) return `${sent} and used`
  if (opened) return `${sent}, opened and not finished`
  if (message === 'delivered') return `${sent}, delivered and not opened`
  return message === null ? sent : `${sent}: ${messageStatusTexts[message].text.toLowerCase()}`
}
