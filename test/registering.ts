import { expect } from 'vitest'
import { anNpqProvider, aTeacher } from '#src/modules/npq/factories.ts'
import type { TestApp } from './app.ts'
import type { Browser } from './browser.ts'
import { lintPage } from './page-lint.ts'

/** Who goes through registering for an NPQ in tests of pages, and how each page is answered. */

const QUESTION = { form: 'main form[method=post]' }

export const whole = (browser: Browser) => expect(lintPage(browser.page().html.html())).toEqual([])

/** Sends the page's question; the answer must be taken. */
export async function answer(browser: Browser, given: Record<string, string> = {}) {
  const { path } = browser.page()
  const shown = await browser.submit(given, QUESTION)
  whole(browser)
  expect([path, shown.status, shown.errors]).toEqual([path, 200, []])
  return shown
}

/** Sends it without an answer, and is told what to do. */
export async function leaveBlank(browser: Browser, message: string) {
  const shown = await browser.submit({}, QUESTION)
  whole(browser)
  expect([shown.status, shown.errors]).toEqual([422, [message]])
}

/** Looks for the workplace, and selects the first that is found. */
export async function find(browser: Browser, text: string) {
  await browser.get(`${browser.page().path.replace(/\?.*/, '')}?q=${encodeURIComponent(text)}`)
  whole(browser)
  const { html } = browser.page()
  return answer(browser, { workplace: html('input[name=workplace][type=radio]').first().attr('value') ?? '' })
}

type Teacher = Awaited<ReturnType<typeof aTeacher>>

/** To the first question. */
export async function begun(app: TestApp, teacher?: Teacher) {
  const who = teacher ?? (await aTeacher(app.db))
  const browser = app.newBrowser()
  await app.signInAs(who.accountId, browser)
  await browser.get('/npq/register')
  whole(browser)
  await browser.submit({}, QUESTION)
  return { teacher: who, browser }
}

/** To the first question about work. */
export async function started(app: TestApp, teacher?: Teacher) {
  const begins = await begun(app, teacher)
  await answer(begins.browser, { cohort: '2026b' })
  await answer(begins.browser, { hasChosen: 'yes' })
  await answer(begins.browser)
  return begins
}

/** To the course, as somebody who works at the school that the text finds. */
export async function atSchool(browser: Browser, text: string) {
  await answer(browser, { worksInEngland: 'yes' })
  await answer(browser, { setting: 'a_school' })
  return find(browser, text)
}

/** From the page of the provider to the check page. */
export async function ended(browser: Browser, provider: { readonly id: string }) {
  await answer(browser, { provider: provider.id })
  expect(heading(browser)).toBe('Agree to share your details')
  return answer(browser, { agreed: 'yes' })
}

export const heading = (browser: Browser) => browser.page().heading

export const register = async (browser: Browser) => browser.submit({}, QUESTION)

/** Delivers what the stories choose. */
export const ashLearning = (app: TestApp) =>
  anNpqProvider(app.db, 'Ash Learning', {
    courses: [
      'npq-headship',
      'npq-senco',
      'npq-senior-leadership',
      'npq-early-years-leadership',
      'npq-leading-primary-mathematics',
      'npq-early-headship-coaching-offer',
    ],
  })
