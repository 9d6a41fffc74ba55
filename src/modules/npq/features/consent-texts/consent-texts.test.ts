import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { answer, ashLearning, atSchool, ended, heading, register, started } from '#test/registering.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['manage-reference-data'] })).accountId)
})
afterAll(() => app.close())

const TEXTS = '/staff/npq/consent-texts'
const FIRST = { form: 'main form' }
const ADD = { form: 'main form:has(input[name=step][value=add])' }
const whole = () => expect(lintPage(app.page().html)).toEqual([])
const GIVEN = { text: 'I agree that my details are shared with my provider.', when: 'now', reason: 'New contract' }

describe('a new text', () => {
  test('must have words, a moment and a reason, and differ from what it replaces', async () => {
    await app.get(TEXTS)
    whole()
    await app.click('Add a text')
    whole()
    const empty = await app.submit({}, FIRST)
    expect(empty.errors).toEqual(['Enter the text', 'Select when it starts to count', 'Enter the reason'])
    const noDay = await app.submit({ ...GIVEN, when: 'later' }, FIRST)
    expect(noDay.errors).toEqual(['Enter the day from which it counts'])
    const past = await app.submit(
      { ...GIVEN, when: 'later', 'from-day': '1', 'from-month': '11', 'from-year': '2026' },
      FIRST,
    )
    expect(past.errors).toEqual(['A text counts from today or a later day'])
    whole()
    const { text } = await app.db.selectFrom('npq.consent_texts').select('text').executeTakeFirstOrThrow()
    await app.submit({ ...GIVEN, text }, FIRST)
    expect((await app.submit({}, ADD)).errors).toEqual(['Enter another text than the one that it replaces'])
  })

  test('is looked at beside the one before, can be changed, and is kept for ever once it is added', async () => {
    await app.get(`${TEXTS}/new`)
    const day = { when: 'later', 'from-day': '4', 'from-month': '1', 'from-year': '2027' }
    const preview = await app.submit({ ...GIVEN, ...day }, FIRST)
    expect([preview.status, preview.heading]).toEqual([200, 'Check the consent text'])
    whole()
    expect(preview.text).toContain('It replaces version 2026-06')
    expect(preview.text).toContain('midnight on 4 January 2027')
    const again = await app.submit({}, { form: 'main form:has(input[name=step][value=change])' })
    expect(again.html('textarea#text').text()).toBe(GIVEN.text)
    expect(again.html('#from-day').attr('value')).toBe('4')
    await app.submit({}, FIRST)
    await app.submit({}, ADD)
    expect([app.page().path, app.page().heading]).toEqual([`${TEXTS}/2027-01`, 'Consent text 2027-01'])
    whole()
    expect(app.page().text).toContain('Coming')
    expect(app.page().text).toContain('Reason: New contract')
    const row = app.ownerDb.updateTable('npq.consent_texts').set({ text: 'x' })
    await expect(row.execute()).rejects.toThrow('never changed')
    await app.get(`${TEXTS}/new`)
    await app.submit({ ...GIVEN, ...day }, FIRST)
    expect((await app.submit({}, ADD)).errors).toEqual(['Enter another day: another text begins on it'])
  })
})

describe('whoever registers', () => {
  test('agrees to the text of that moment; one replaced on the way is asked for again', async () => {
    const school = await aSchool(app.db)
    const provider = await ashLearning(app)
    const checked = async () => {
      const { teacher, browser } = await started(app)
      await atSchool(browser, school.urn)
      await answer(browser, { course: 'npq-headship' })
      await answer(browser)
      await ended(browser, provider)
      expect(heading(browser)).toBe('Check your answers and register')
      return { teacher, browser }
    }
    const agreed = async (personId: string) =>
      app.db
        .selectFrom('npq.registrations')
        .select('consent_version')
        .where('person_id', '=', personId)
        .executeTakeFirst()
    const early = await checked()
    await register(early.browser)
    expect(await agreed(early.teacher.personId)).toEqual({ consent_version: '2026-06' })

    const late = await checked()
    await app.get(`${TEXTS}/new`)
    await app.submit(GIVEN, FIRST)
    await app.submit({}, ADD)
    expect(app.page().text).toContain('Counts now')
    await register(late.browser)
    expect(await agreed(late.teacher.personId)).toBeUndefined()
    await late.browser.get(late.browser.page().path)
    expect(heading(late.browser)).toBe('Agree to share your details')
    expect(late.browser.page().text).toContain(GIVEN.text)
    await answer(late.browser, { agreed: 'yes' })
    await register(late.browser)
    expect(await agreed(late.teacher.personId)).toEqual({ consent_version: '2026-11' })
    expect(await agreed(early.teacher.personId)).toEqual({ consent_version: '2026-06' })
    await app.get(TEXTS)
    const rows = app
      .page()
      .html('tbody tr')
      .toArray()
      .map((row) => app.page().html(row).text().replace(/\s+/g, ' ').trim())
    expect(rows).toEqual([
      '2027-01 midnight on 4 January 2027 Coming 0',
      '2026-11 10am on 23 November 2026 Counts now 1',
      '2026-06 midnight on 1 June 2026 Counted before 1',
    ])
  })
})
