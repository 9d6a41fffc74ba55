import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Problem } from '#src/platform/http/error-pages.ts'
import { testFrame } from '#test/frame.ts'
import { errorPages } from './error-pages.tsx'
import { waitText } from './wait-text.ts'

const now = Temporal.Instant.from('2026-11-23T21:59:30Z')
const shown = (problem: Problem) => load(errorPages(problem).render(testFrame({ now })))
const words = (problem: Problem) => shown(problem)('main').text().replace(/\s+/g, ' ').trim()

test.each([
  [{ kind: 'not-found' }, 'Page not found'],
  [{ kind: 'broken', requestId: 'r-123' }, 'Sorry, there is a problem with the service'],
  [{ kind: 'unavailable', waitSeconds: 10 }, 'Sorry, the service is unavailable'],
] satisfies [Problem, string][])('%j is headed as GOV.UK heads it', (problem, heading) => {
  expect(shown(problem)('h1').text()).toBe(heading)
})

test('no page tells codes, or what the policy said', () => {
  expect(words({ kind: 'broken', requestId: 'r-123' })).not.toMatch(/r-123|500|error/i)
  expect(words({ kind: 'not-allowed', reason: 'window-shut' })).not.toMatch(/window-shut|403/)
  expect(words({ kind: 'not-found' })).not.toMatch(/404/)
})

describe('the time to wait', () => {
  test('is told in seconds when it is short, and by the clock when it is long', () => {
    expect(words({ kind: 'unavailable', waitSeconds: 10 })).toContain('Try again in 10 seconds.')
    expect(words({ kind: 'unavailable', waitSeconds: 600 })).toContain('from 10:10pm today.')
    expect(words({ kind: 'unavailable', waitSeconds: 3 * 3600 })).toContain('from 1am on 24 November 2026.')
    expect(words({ kind: 'too-many', waitSeconds: 61 })).toContain('Wait 2 minutes, then try again.')
  })

  test.each([
    [0, '1 second'],
    [1, '1 second'],
    [59.2, '1 minute'],
    [60, '1 minute'],
    [61, '2 minutes'],
    [3540, '59 minutes'],
    [3541, '1 hour'],
    [7201, '3 hours'],
  ])('%d seconds are "%s"', (seconds, text) => expect(waitText(seconds)).toBe(text))
})

test('an expired form can be sent again with what it held, where it is ours', () => {
  const resend = { to: '/people/new', fields: { name: 'Zoë "Z"', days: ['monday', 'friday'] } }
  const html = shown({ kind: 'expired', resend })
  const fields = html('main form input')
    .toArray()
    .map((input) => [html(input).attr('name'), html(input).attr('value')])
  expect(html('main form').attr('action')).toBe('/people/new')
  expect(fields.slice(2)).toEqual([
    ['name', 'Zoë "Z"'],
    ['days', 'monday'],
    ['days', 'friday'],
  ])
  expect(shown({ kind: 'expired', resend: null })('main form')).toHaveLength(0)
})
