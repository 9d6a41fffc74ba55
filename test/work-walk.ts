import { expect } from 'vitest'
import { aRegistration, aTeacher } from '#src/modules/npq/factories.ts'
import type { TestApp } from './app.ts'
import type { Browser, Shown } from './browser.ts'
import { lintPage } from './page-lint.ts'

type Facts = NonNullable<Parameters<typeof aRegistration>[1]>

/** A teacher with a registration, signed in, and where they change their work details. */
export async function aRegistered(app: TestApp, facts: Omit<Facts, 'teacher'> = {}) {
  const teacher = await aTeacher(app.db)
  const registration = await aRegistration(app.db, { teacher, ...facts })
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  return { teacher, registration, browser, start: `/npq/registrations/${registration.id}/change-work-details` }
}

/** Sends the form of a question; what is not given stays as the page has it. */
export async function send(browser: Browser, answer: Record<string, string> = {}): Promise<Shown> {
  const shown = await browser.submit(answer, { form: 'main form[method=post]' })
  expect(lintPage(shown.html.html()), shown.path).toEqual([])
  return shown
}

/** Chooses a workplace as a script does. */
export const pick = (browser: Browser, workplace: string) =>
  browser.submit({ workplace }, { form: 'form:has(#picked-workplace)' })

/** From the page where changing begins to the first question. */
export async function begin(browser: Browser, start: string): Promise<Shown> {
  await browser.get(start)
  return send(browser)
}

/** To the end of the questions about work, for somebody at a school in England. */
export async function toSchool(browser: Browser, start: string, id: string): Promise<Shown> {
  await begin(browser, start)
  await send(browser, { worksInEngland: 'yes' })
  await send(browser, { setting: 'a_school' })
  return pick(browser, id)
}

/** The lines of all summaries on the page. */
export const rows = ({ html }: Shown): readonly string[] =>
  html('.govuk-summary-list__row')
    .toArray()
    .map((row) => html(row).text().replace(/\s+/g, ' ').trim())
