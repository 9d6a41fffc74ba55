import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DRAFT_DAYS } from '#src/platform/drafts/drafts-rules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage, lintQuestion } from '#test/page-lint.ts'
import { clubs, joined, routes } from '#test/sample-journey.tsx'
import { errorPages } from './error-pages.tsx'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, errorPages, eventDefinitions: [joined] })
})
afterAll(() => app.close())
beforeEach(() => clubs.add('chess'))

const begin = async (visitor = app.newBrowser()) => {
  await visitor.get('/clubs/chess/join')
  await visitor.submit()
  return visitor
}

const joinedNames = async (): Promise<readonly unknown[]> => {
  const events = await app.db
    .selectFrom('audit.events')
    .select('payload')
    .where('name', '=', joined.name)
    .orderBy('id')
    .execute()
  return events.map(({ payload }) => payload)
}

const summary = (visitor: ReturnType<TestApp['newBrowser']>) =>
  visitor
    .page()
    .html('.govuk-summary-list__row')
    .toArray()
    .map((row) => visitor.page().html(row).text().replace(/\s+/g, ' ').trim())

describe('the way through', () => {
  test('questions, check answers, confirmation', async () => {
    const visitor = await begin()
    expect(visitor.page().heading).toBe('Where do you live?')
    expect(lintQuestion(visitor.page().html)).toEqual([])
    await visitor.submit({ where: 'away' })
    expect(visitor.page().heading).toBe('Which town?')
    await visitor.submit({ town: 'Leeds & Bradford' })
    await visitor.submit({ name: 'Zoë' })
    expect(visitor.page().heading).toBe('Check your answers')
    expect(lintPage(visitor.page().html)).toEqual([])
    expect(summary(visitor)).toEqual([
      'Home away Change where you live',
      'Town Leeds & Bradford Change your town',
      'Name Zoë Change your name',
    ])
    await visitor.submit()
    expect(visitor.page()).toMatchObject({ status: 200, path: '/clubs/chess/joined', heading: 'You have joined' })
    expect(lintPage(visitor.page().html)).toEqual([])
    expect(await joinedNames()).toContainEqual({ name: 'Zoë', town: 'Leeds & Bradford' })
  })

  test('an answer that needs putting right comes back as it was typed', async () => {
    const visitor = await begin()
    await visitor.submit({})
    expect(visitor.page()).toMatchObject({ status: 422, errors: ['Select where you live'] })
    expect(lintQuestion(visitor.page().html)).toEqual([])
    await visitor.submit({ where: 'here' })
    await visitor.submit({ name: 'x'.repeat(301) })
    expect(visitor.page()).toMatchObject({ status: 422, errors: ['Name must be 300 characters or less'] })
    expect(visitor.page().html('#name').val()).toBe('x'.repeat(301))
  })

  test('back leads to the question before, and from the first to the beginning', async () => {
    const visitor = await begin()
    expect(visitor.page().html('.govuk-back-link').attr('href')).toBe('/clubs/chess/join')
    await visitor.submit({ where: 'here' })
    await visitor.click('Back')
    expect(visitor.page().heading).toBe('Where do you live?')
    expect(visitor.page().html('input[value=here]').attr('checked')).toBeDefined()
  })

  test('a stop has a way back and no way on', async () => {
    const visitor = await begin()
    await visitor.submit({ where: 'nowhere' })
    expect(visitor.page().heading).toBe('You cannot join yet')
    await visitor.get(visitor.page().path.replace('homeless', 'name'))
    expect(visitor.page().heading).toBe('You cannot join yet')
    await visitor.click('Back')
    expect(visitor.page().heading).toBe('Where do you live?')
  })
})

const atCheck = async () => {
  const visitor = await begin()
  await visitor.submit({ where: 'here' })
  await visitor.submit({ name: 'Ann' })
  return visitor
}

describe('changing an answer', () => {
  test('leads back to check answers, or to the questions that the change opens, and drops those it closes', async () => {
    const visitor = await atCheck()
    await visitor.get(visitor.page().html('a:contains(where you live)').attr('href') ?? '')
    expect(visitor.page().html('.govuk-back-link').attr('href')).toMatch(/\/check-answers$/)
    await visitor.submit({ where: 'away' })
    expect(visitor.page().heading).toBe('Which town?')
    await visitor.submit({ town: 'York' })
    expect(visitor.page().heading).toBe('Check your answers')
    await visitor.get(visitor.page().html('a:contains(where you live)').attr('href') ?? '')
    await visitor.submit({ where: 'here' })
    expect(summary(visitor)).toEqual(['Home here Change where you live', 'Name Ann Change your name'])
    await visitor.submit()
    expect((await joinedNames()).at(-1)).toEqual({ name: 'Ann', town: null })
  })

  test('check answers cannot be reached, or sent, before all is answered', async () => {
    const visitor = await begin()
    const check = visitor.page().path.replace(/[^/]+$/, 'check-answers')
    await visitor.get(check)
    expect(visitor.page().heading).toBe('Where do you live?')
    const before = (await joinedNames()).length
    await visitor.submit({}, { action: check })
    expect(visitor.page().heading).toBe('Where do you live?')
    expect(await joinedNames()).toHaveLength(before)
  })

  test('answers that were not shown are not sent', async () => {
    const visitor = await atCheck()
    const stale = visitor.page().html('input[name=revision]').attr('value') ?? ''
    await visitor.get(visitor.page().html('a:contains(your name)').attr('href') ?? '')
    await visitor.submit({ name: 'Bob' })
    const before = (await joinedNames()).length
    await visitor.submit({ revision: stale })
    expect(visitor.page()).toMatchObject({ status: 409, heading: 'Your answers have changed' })
    expect(lintPage(visitor.page().html)).toEqual([])
    expect(await joinedNames()).toHaveLength(before)
    await visitor.click('Check your answers again')
    expect(summary(visitor)).toContain('Name Bob Change your name')
  })
})

describe('sending', () => {
  test('twice leads to the same confirmation and joins once, even when the club is gone by then', async () => {
    const visitor = await atCheck()
    const check = visitor.page().path
    const before = (await joinedNames()).length
    const again = visitor.page()
    await visitor.submit()
    clubs.delete('chess')
    await visitor.get(check)
    expect(visitor.page().path).toBe('/clubs/chess/joined')
    const revision = again.html('input[name=revision]').attr('value') ?? ''
    const fields = {
      _csrf: again.html('main [name=_csrf]').attr('value') ?? '',
      _key: again.html('main [name=_key]').attr('value') ?? '',
      revision,
    }
    clubs.add('chess')
    await visitor.get('/clubs/chess/join')
    await visitor.submit(fields, { action: check })
    expect(visitor.page().path).toBe('/clubs/chess/joined')
    expect(await joinedNames()).toHaveLength(before + 1)
  })

  test('a double click joins once', async () => {
    const visitor = await atCheck()
    const before = (await joinedNames()).length
    const [one, two] = await Promise.all([visitor.submit(), visitor.submit()])
    expect([one.path, two.path]).toEqual(['/clubs/chess/joined', '/clubs/chess/joined'])
    expect(await joinedNames()).toHaveLength(before + 1)
  })

  test('a refusal about an answer is shown beside it', async () => {
    const visitor = await atCheck()
    await visitor.get(visitor.page().html('a:contains(your name)').attr('href') ?? '')
    await visitor.submit({ name: 'Taken' })
    await visitor.submit()
    expect(visitor.page()).toMatchObject({ status: 422, errors: ['Sam has this name: enter another one'] })
    expect(lintQuestion(visitor.page().html)).toEqual([])
    await visitor.submit({ name: 'Free' })
    expect(visitor.page().heading).toBe('Check your answers')
  })

  test('another refusal has a page of its own', async () => {
    const visitor = await atCheck()
    await visitor.get(visitor.page().html('a:contains(your name)').attr('href') ?? '')
    await visitor.submit({ name: 'Full' })
    await visitor.submit()
    expect(visitor.page()).toMatchObject({ status: 422, heading: 'The club is full' })
  })

  test('what is gone is not found', async () => {
    const visitor = await atCheck()
    await visitor.get(visitor.page().html('a:contains(your name)').attr('href') ?? '')
    await visitor.submit({ name: 'Gone' })
    await visitor.submit()
    expect(visitor.page()).toMatchObject({ status: 404, heading: 'Page not found' })
  })
})

describe('drafts', () => {
  test('two tabs hold two drafts', async () => {
    const visitor = await begin()
    const first = visitor.page().path
    await begin(visitor)
    await visitor.submit({ where: 'away' })
    await visitor.get(first)
    expect(visitor.page().html('input[checked]')).toHaveLength(0)
  })

  test("somebody else's, an old one and none at all are helped alike, with a way to start again", async () => {
    const visitor = await begin()
    const mine = visitor.page().path
    const other = app.newBrowser()
    await other.get(mine)
    expect(other.page()).toMatchObject({ status: 404, heading: 'We cannot find your answers' })
    expect(lintPage(other.page().html)).toEqual([])
    expect(other.page().html('main .govuk-button').attr('href')).toBe('/clubs/chess/join')
    await visitor.get(mine.replace(/[0-9a-f]{12}(?=\/where)/, '000000000000'))
    expect(visitor.page().status).toBe(404)
    await visitor.get(mine.replace(/[^/]+(?=\/where)/, 'no-uuid'))
    expect(visitor.page().status).toBe(404)
    app.clock.moveOn({ hours: DRAFT_DAYS * 24 })
    await visitor.get(mine)
    expect(visitor.page().heading).toBe('We cannot find your answers')
  })

  test('a draft of one address is not one of another', async () => {
    clubs.add('darts')
    const visitor = await begin()
    await visitor.get(visitor.page().path.replace('chess', 'darts'))
    expect(visitor.page().heading).toBe('We cannot find your answers')
  })

  test('every step asks again whether the club is there', async () => {
    const visitor = await atCheck()
    const check = visitor.page()
    clubs.delete('chess')
    const before = (await joinedNames()).length
    await visitor.submit()
    expect(visitor.page().status).toBe(404)
    await visitor.get(check.path.replace('check-answers', 'name'))
    expect(visitor.page()).toMatchObject({ status: 404, heading: 'Page not found' })
    expect(await joinedNames()).toHaveLength(before)
  })

  test('a question of no such name is not found', async () => {
    const visitor = await begin()
    await visitor.get(visitor.page().path.replace('where', 'nothing'))
    expect(visitor.page().status).toBe(404)
  })
})

test('the rows say what they write: drafts, or the command', () => {
  const posts = routes.filter(({ at }) => at.startsWith('POST '))
  expect(posts.map(({ at, drafts, commands }) => [at, drafts ?? commands?.map(({ name }) => name)])).toEqual([
    ['POST /clubs/:club/join', 'join'],
    ['POST /clubs/:club/join/:draft/where', 'join'],
    ['POST /clubs/:club/join/:draft/town', 'join'],
    ['POST /clubs/:club/join/:draft/name', 'join'],
    ['POST /clubs/:club/join/:draft/check-answers', ['test.join']],
  ])
  expect(routes.map(({ policy }) => policy.name)).not.toContain('')
})
