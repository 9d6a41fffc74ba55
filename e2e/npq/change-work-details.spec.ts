import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { openChromium } from '#test/chromium.ts'
import { type RunningPlatform, startPlatform } from '#test/platform.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let platform: RunningPlatform
let chromium: Browser
beforeAll(async () => {
  ;[platform, chromium] = await Promise.all([startPlatform(), openChromium()])
})
afterAll(async () => {
  await chromium.close()
  await platform.stop()
})

const CHECK = 'Check your answers and confirm'
const OUTCOME = 'Your scholarship funding would change'
const KIND = 'Have you changed jobs, or are you correcting a mistake?'
const WHO_PAYS = 'How will you pay for your course?'

const goOn = ({ page }: Visitor) =>
  page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).click()

/** An answer to one question, on whatever page asks it. */
type Answer = (teacher: Visitor) => Promise<void>

const keep: Answer = goOn
const choose =
  (label: string): Answer =>
  async (teacher) => {
    await teacher.page.getByLabel(label, { exact: true }).check()
    await goOn(teacher)
  }
const write =
  (label: string, words: string): Answer =>
  async (teacher) => {
    await teacher.page.getByLabel(label).fill(words)
    await goOn(teacher)
  }
/** With JavaScript a suggestion is chosen while typing; without it the search leads to a list. */
const find =
  (number: () => string): Answer =>
  async (teacher) => {
    const { page } = teacher
    await page.locator('[name=q]').fill(number())
    if (await page.evaluate('Boolean(document.querySelector("[role=combobox]"))')) {
      await page.locator('[role=option]:not([aria-disabled])').first().click()
      return goOn(teacher)
    }
    await page.getByRole('button', { name: 'Search' }).click()
    await page.locator('.govuk-radios__label').first().click()
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
  }
const corrects: Answer = choose('I am correcting a mistake')

const SETTING = {
  another: choose('Another setting'),
  nursery: choose('Early years or childcare'),
  school: choose('A school'),
}

type Story = {
  readonly who: string
  readonly does: string
  readonly answers: readonly Answer[]
  /** What funding comes to; null where it stays. */
  readonly outcome: string | null
  readonly payer?: string
  readonly says: string
}

const STORIES: Readonly<Record<'with' | 'without', readonly Story[]>> = {
  with: [
    {
      ...{ who: 'tobias.lindqvist', does: 'nursery to childminding without an Ofsted URN: funding is lost' },
      answers: [keep, SETTING.nursery, choose('Childminder'), choose('No'), corrects],
      ...{ outcome: 'Not eligible', payer: 'I pay myself', says: 'Childminder' },
    },
    {
      ...{ who: 'leila.haddad', does: 'hospital to school, asked again about being a SENCO: out of review' },
      answers: [keep, SETTING.school, find(() => urnOf('larkhollow')), keep, keep, corrects],
      ...{ outcome: 'Eligible', says: 'Larkhollow Primary School' },
    },
    {
      ...{ who: 'callum.reid', does: 'a school that is on no list, with a funded place: it stays in doubt' },
      answers: [keep, keep, find(() => urnOf('larkhollow')), corrects],
      ...{ outcome: 'Not eligible', says: 'we look at whether your place can stay funded' },
    },
  ],
  without: [
    {
      ...{ who: 'edith.marlowe', does: 'childminding to a pre-school class in a school: funding is gained' },
      answers: [
        ...[keep, SETTING.nursery, choose('Pre-school class that is part of a school')],
        ...[find(() => urnOf('larkhollow')), corrects],
      ],
      ...{ outcome: 'Eligible', says: 'Pre-school class that is part of a school' },
    },
    {
      ...{ who: 'joaquim.teixeira', does: 'lead mentor to a virtual school: funding is lost' },
      answers: [
        ...[
          keep,
          SETTING.another,
          choose('In a virtual school (local authority-run organisations that support looked-after children)'),
        ],
        ...[
          write('What is your role?', 'Adviser'),
          write('Which organisation employs you?', 'Penmoor Council'),
          corrects,
        ],
      ],
      ...{ outcome: 'Not eligible', payer: 'Somebody else pays', says: 'Penmoor Council' },
    },
    {
      ...{ who: 'viktor.hale', does: 'Scotland to a school in England that is on the list: funding is gained' },
      answers: [choose('Yes'), SETTING.school, find(() => urnOf('begun')), corrects],
      ...{ outcome: 'Eligible', says: 'Eligible' },
    },
    {
      ...{ who: 'niamh.gallagher', does: 'sent by an adviser to not sent: out of review, not eligible' },
      answers: [keep, choose('Other'), choose('No'), corrects],
      ...{ outcome: 'Not eligible', payer: 'I pay myself', says: 'I pay myself' },
    },
    {
      ...{ who: 'hannah.weiss', does: 'to abroad after training has begun: funding is fixed' },
      answers: [choose('No'), write('Which country do you work in?', 'Wales'), keep, corrects],
      ...{ outcome: null, says: 'Wales' },
    },
  ],
}

describe.each([
  { javaScript: true, width: 1280, stories: STORIES.with, mover: 'maya.okonkwo', school: 'nobody' },
  { javaScript: false, width: 320, stories: STORIES.without, mover: 'saffron.adebayo', school: 'nobody' },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, stories, mover, school }) => {
  const open = () => visitor(chromium, { url: platform.url, javaScript, width })

  /** Signed in, and on the first question about the work of their only registration. */
  async function changing(name: string): Promise<Visitor> {
    const teacher = await open()
    await signInByEmail(teacher, { url: platform.url, address: `${name}@teachers.example` })
    await teacher.page.goto('/npq/registrations')
    await teacher.page.locator('a[href$="/change-work-details"]').click()
    await teacher.arrivesAt('Change your work details')
    await goOn(teacher)
    await teacher.arrivesAt('Do you work in England?')
    return teacher
  }

  /** Confirms, and goes back to the registration, which says so. */
  async function confirm({ page, arrivesAt }: Visitor, says: string) {
    await page.getByRole('button', { name: 'Confirm' }).click()
    await arrivesAt('Work details changed')
    await page.getByRole('link', { name: 'Review your registration' }).click()
    await page.getByText(says).first().waitFor()
  }

  // Source document 001: somebody who changes their employment after registering had to raise a ticket.
  test('from one school to another, with wrong turns: funding is kept', async () => {
    const teacher = await changing(mover)
    const { page, arrivesAt } = teacher
    expect(await page.getByLabel('Yes').isChecked()).toBe(true)
    await goOn(teacher)
    await arrivesAt('What setting do you work in?')
    expect(await page.getByLabel('A school', { exact: true }).isChecked()).toBe(true)
    await goOn(teacher)
    await arrivesAt('Where do you work?')
    await page.getByRole('button', { name: /^Continue with/ }).click()
    await arrivesAt('You have not changed anything')
    await page.goBack()
    await find(() => urnOf(school))(teacher)
    await arrivesAt(KIND)
    await goOn(teacher)
    expect(await page.title()).toMatch(/^Error: /)
    await choose('I have changed jobs, or will soon')(teacher)
    await arrivesAt('What is the first day of your new job?')
    const [day = '', month = '', year = ''] = await todayIn(teacher)
    await firstDay(teacher, [day, month, String(Number(year) + 5)])
    expect(await page.title()).toMatch(/^Error: /)
    await firstDay(teacher, [day, month, year])
    await arrivesAt(CHECK)
    expect(await page.getByRole('link', { name: /your course|your provider/ }).count()).toBe(0)
    expect(await page.getByText('Nothing: the decision is the same').isVisible()).toBe(true)
    await confirm(teacher, 'Work details before')
    const email = await emailTo(platform.url, `${mover}@teachers.example`, /^Your work details for/)
    expect(linkIn(email, '/npq/registrations/')).toContain(new URL(page.url()).pathname)
    await teacher.leave()
  })

  test.each(stories)('$does', async ({ who, answers, outcome, payer, says }) => {
    const teacher = await changing(who)
    const { page, arrivesAt } = teacher
    for (const answer of answers) await answer(teacher)
    if (outcome !== null) {
      await arrivesAt(OUTCOME)
      expect(await page.locator('.govuk-tag').last().innerText()).toBe(outcome)
      await goOn(teacher)
    }
    if (payer !== undefined) {
      await arrivesAt(WHO_PAYS)
      await choose(payer)(teacher)
    }
    await arrivesAt(CHECK)
    if (outcome === null) expect(await page.getByText('Nothing: funding is fixed').isVisible()).toBe(true)
    await confirm(teacher, says)
    await teacher.leave()
  })

  test('into review, begun at one device and confirmed at another', async () => {
    const teacher = await changing(mover)
    for (const answer of [keep, SETTING.another, choose('In a hospital school')]) await answer(teacher)
    await teacher.arrivesAt('Which organisation employs you?')
    const phone = await open()
    await signInByEmail(phone, { url: platform.url, address: `${mover}@teachers.example` })
    await phone.page.goto(teacher.page.url())
    await phone.arrivesAt('Which organisation employs you?')
    await write('Which organisation employs you?', 'Wethersgarth Hospital School')(phone)
    await corrects(phone)
    if (javaScript) {
      await phone.arrivesAt(OUTCOME)
      expect(await phone.page.locator('.govuk-tag').last().innerText()).toBe('In review')
      await goOn(phone)
    } else {
      // A specialist course is not looked at one by one: it is not funded there.
      await phone.arrivesAt(OUTCOME)
      await goOn(phone)
      await phone.arrivesAt(WHO_PAYS)
      await choose('I pay myself')(phone)
    }
    await phone.arrivesAt(CHECK)
    await confirm(phone, 'Wethersgarth Hospital School')
    await teacher.page.reload()
    await teacher.arrivesAt('Work details changed')
    await Promise.all([teacher, phone].map(({ leave }) => leave()))
  })
})

/** The hint of the question gives today as its example, whatever the clock of the product says. */
const todayIn = async ({ page }: Visitor): Promise<readonly string[]> =>
  /For example, (\d+) (\d+) (\d+)/.exec(await page.getByRole('main').innerText())?.slice(1) ?? []

async function firstDay(teacher: Visitor, [day = '', month = '', year = '']: readonly string[]) {
  await teacher.page.getByLabel('Day').fill(day)
  await teacher.page.getByLabel('Month').fill(month)
  await teacher.page.getByLabel('Year').fill(year)
  await goOn(teacher)
}
