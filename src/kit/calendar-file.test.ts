import { expect, test } from 'vitest'
import { calendarFile } from './calendar-file.ts'
import { Temporal } from './dates.ts'

test('days of a calendar program: whole days, escaped, folded at 75 bytes without cutting a character', () => {
  const file = calendarFile({
    name: 'Claims, 2025; all',
    days: [
      {
        id: 'window-1',
        day: Temporal.PlainDate.from('2026-12-31'),
        title: 'Last day',
        about: `First line\nsecond\\line ${'é'.repeat(60)}`,
      },
    ],
    now: Temporal.Instant.from('2026-11-23T10:00:00.123Z'),
  })
  const lines = file.split('\r\n')
  expect(lines).toContain('X-WR-CALNAME:Claims\\, 2025\\; all')
  expect(lines).toContain('DTSTAMP:20261123T100000Z')
  expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
  expect(lines).toContain('DTEND;VALUE=DATE:20270101')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:First line\\nsecond\\\\line ${'é'.repeat(60)}`)
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})
