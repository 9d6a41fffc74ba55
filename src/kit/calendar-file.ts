import type { Temporal } from './dates.ts'

export type CalendarDay = {
  /** The same for ever, so that a calendar that has the day moves it rather than doubling it. */
  readonly id: string
  readonly day: Temporal.PlainDate
  readonly title: string
  readonly about: string
}

type Calendar = { readonly name: string; readonly days: readonly CalendarDay[]; readonly now: Temporal.Instant }

/** Whole days as a file that calendar programs read (RFC 5545). */
export const calendarFile = ({ name, days, now }: Calendar): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//DfE//Teacher training services//EN'],
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(({ id, day, title, about }) => [
      ...['BEGIN:VEVENT', `UID:${id}`, `DTSTAMP:${stamp(now)}`],
      ...[`DTSTART;VALUE=DATE:${digits(day)}`, `DTEND;VALUE=DATE:${digits(day.add({ days: 1 }))}`],
      ...[`SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(about)}`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('')

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

const digits = (day: Temporal.PlainDate): string => day.toString().replaceAll('-', '')
const stamp = (now: Temporal.Instant): string => now.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (found) => `\\${found}`).replaceAll(/\r?\n/g, '\\n')

const LONGEST_LINE_BYTES = 73

/** A line may have 75 bytes: the rest goes on in the next, after a space. No character is cut in two. */
function folded(line: string): string {
  const parts = ['']
  for (const character of line) {
    const last = parts.at(-1) ?? ''
    if (Buffer.byteLength(last + character) > LONGEST_LINE_BYTES) parts.push(character)
    else parts[parts.length - 1] = last + character
  }
  return `${parts.join('\r\n ')}\r\n`
}
