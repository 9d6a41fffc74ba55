import { describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { type Answer, choose, find, goOn, keep, write } from '../support/answers.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const CHECK = 'Check your answers and confirm'
const OUTCOME = 'Your scholarship funding would change'
const KIND = 'Have you changed jobs, or are you correcting a mistake?'
const WHO_PAYS = 'How will you pay for your course?'

const corrects: Answer = choose('I am correcting a mistake')

const SETTING = {
  another: choose('Another setting'),
  nursery: choose('Early years or childcare'),
  school: choose('A school'),
}

/** One change of work details, as a correction. */
type Step = {
  readonly to: string
  readonly answers: readonly Answer[]
  /** What funding comes to; null where it stays. */
  readonly outcome: string | null
  readonly payer?: string
  /** Of the new details, on the page that is confirmed. */
  readonly says: string
}

/** One registration through the settings of work, in this order: what funding comes to depends on the setting before. */
const WALKS: Readonly<Record<'with' | 'without', readonly Step[]>> = {
  with: [
    {
      ...{ to: 'an academy trust, which is looked at', outcome: 'In review' },
      answers: [keep, choose('An academy trust'), find(() => 'Eller Valley Co-operative')],
      says: 'Eller Valley Co-operative Academies Trust',
    },
    {
      ...{ to: 'a young offender institution, for another reason', outcome: 'In review' },
      answers: [
        ...[keep, SETTING.another, choose('In a young offender institution')],
        write('Which organisation employs you?', 'Wethersgarth Young Offender Institution'),
      ],
      says: 'Wethersgarth Young Offender Institution',
    },
    {
      ...{ to: 'childminding without an Ofsted URN: not funded', outcome: 'Not eligible', payer: 'I pay myself' },
      answers: [keep, SETTING.nursery, choose('Childminder'), choose('No')],
      says: 'Childminder',
    },
    {
      ...{ to: 'a school again: funding is gained', outcome: 'Eligible', says: 'Larkhollow Primary School' },
      answers: [keep, SETTING.school, find(() => urnOf('larkhollow'))],
    },
  ],
  without: [
    {
      ...{ to: 'a 16 to 19 setting that is on no list: funding is lost', outcome: 'Not eligible' },
      answers: [keep, choose('A 16 to 19 educational setting'), find(() => urnOf('college'))],
      ...{ payer: 'My school or college pays', says: 'Plovergate College of Further Education' },
    },
    {
      ...{ to: 'supply teaching for a local authority: no school can pay', outcome: 'Not eligible' },
      answers: [
        ...[keep, SETTING.another, choose('As a supply teacher employed by a local authority')],
        ...[write('What is your role?', 'Supply teacher'), write('Which organisation employs you?', 'Penmoor Council')],
      ],
      ...{ payer: 'Somebody else pays', says: 'Penmoor Council' },
    },
    {
      ...{ to: 'a virtual school: who pays is not asked again', outcome: null, says: 'Adviser' },
      answers: [
        ...[keep, keep],
        choose('In a virtual school (local authority-run organisations that support looked-after children)'),
        ...[write('What is your role?', 'Adviser'), write('Which organisation employs you?', 'Penmoor Council')],
      ],
    },
    {
      ...{ to: 'being sent by an adviser: into review', outcome: 'In review', says: 'return to teaching adviser' },
      answers: [keep, choose('Other'), choose('Yes')],
    },
    {
      ...{ to: 'not being sent: out of review', outcome: 'Not eligible', payer: 'I pay myself', says: 'I pay myself' },
      answers: [keep, keep, choose('No')],
    },
    {
      ...{ to: 'a pre-school class in a school', outcome: 'Not eligible', says: 'Larkhollow Primary School' },
      answers: [
        ...[keep, SETTING.nursery, choose('Pre-school class that is part of a school')],
        find(() => urnOf('larkhollow')),
      ],
    },
    {
      ...{ to: 'Scotland', outcome: 'Not eligible', says: 'Scotland' },
      answers: [choose('No'), write('Which country do you work in?', 'Scotland'), SETTING.school],
    },
    {
      ...{ to: 'a school in England that is on the list: funding is gained', outcome: 'Eligible', says: 'Eligible' },
      answers: [choose('Yes'), keep, find(() => urnOf('begun'))],
    },
  ],
}

/** How a page is waited for. */
type Arriving = (heading: string) => Promise<void>

type Story = Step & { readonly who: string }

/** What depends on where a registration stands, or on its course: each by somebody in that place. */
const STORIES: Readonly<Record<'with' | 'without', readonly Story[]>> = {
  with: [
    {
      ...{ who: 'leila.haddad', to: 'hospital to school, asked again about being a SENCO: out of review' },
      answers: [keep, SETTING.school, find(() => urnOf('larkhollow')), keep, keep],
      ...{ outcome: 'Eligible', says: 'Larkhollow Primary School' },
    },
    {
      ...{ who: 'callum.reid', to: 'a school that is on no list, with a funded place: it stays in doubt' },
      answers: [keep, keep, find(() => urnOf('larkhollow'))],
      ...{ outcome: 'Not eligible', says: 'we look at whether your place can stay funded' },
    },
  ],
  without: [
    {
      ...{ who: 'edith.marlowe', to: 'childminding to a private nursery with an Ofsted URN: funding is gained' },
      answers: [keep, keep, choose('Private nursery'), choose('Yes'), find(() => '2600102')],
      ...{ outcome: 'Eligible', says: 'Harbour Steps Nursery' },
    },
    {
      ...{ who: 'hannah.weiss', to: 'to abroad after training has begun: funding is fixed' },
      answers: [choose('No'), write('Which country do you work in?', 'Wales'), keep],
      ...{ outcome: null, says: 'Wales' },
    },
  ],
}

describe.each([
  { javaScript: true, width: 1280, stories: STORIES.with, walk: WALKS.with, mover: 'maya.okonkwo' },
  { javaScript: false, width: 320, stories: STORIES.without, walk: WALKS.without, mover: 'saffron.adebayo' },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, stories, walk, mover }) => {
  const open = () => visit({ javaScript, width })

  /** Signed in, and at the page of their only registration. */
  async function atRegistration(name: string): Promise<Visitor> {
    const teacher = await open()
    await signInByEmail(teacher, { url: platform.url, address: `${name}@teachers.example` })
    await teacher.page.goto('/npq/registrations')
    return teacher
  }

  /** From the page of the registration to the first question about work. */
  async function begin(teacher: Visitor) {
    await teacher.page.locator('a[href$="/change-work-details"]').click()
    await teacher.arrivesAt('Change your work details')
    await goOn(teacher)
    await teacher.arrivesAt('Do you work in England?')
  }

  /** From the answers about work to the page that is confirmed. */
  async function toCheck(teacher: Visitor, { outcome, payer }: Pick<Step, 'outcome' | 'payer'>, arrivesAt: Arriving) {
    await corrects(teacher)
    if (outcome !== null) {
      await teacher.arrivesAt(OUTCOME)
      expect(await teacher.page.locator('.govuk-tag').last().innerText()).toBe(outcome)
      await goOn(teacher)
    }
    if (payer !== undefined) {
      await teacher.arrivesAt(WHO_PAYS)
      await choose(payer)(teacher)
    }
    await arrivesAt(CHECK)
  }

  /** Confirms, and goes back to the registration. */
  async function confirm({ page, arrivesAt }: Visitor) {
    await page.getByRole('button', { name: 'Confirm' }).click()
    await arrivesAt('Work details changed')
    await page.getByRole('link', { name: 'Review your registration' }).click()
  }

  /** One change of the walk. The stories below hold its questions, check and confirmation to axe; here they only have to come. */
  async function take(teacher: Visitor, registration: string, { answers, says, ...step }: Step) {
    const { page } = teacher
    const comes: Arriving = (name) => page.getByRole('heading', { level: 1, name }).waitFor()
    await page.goto(`${registration}/change-work-details`)
    await goOn(teacher)
    for (const answer of answers) await answer(teacher)
    await toCheck(teacher, step, comes)
    expect(await page.getByRole('main').innerText(), step.to).toContain(says)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await comes('Work details changed')
  }

  // Source document 001: somebody who changes their employment after registering had to raise a ticket.
  test('one registration, one sign-in: to another school with wrong turns, then through the settings of work', async () => {
    const teacher = await atRegistration(mover)
    const { page } = teacher
    await toAnotherSchool(teacher)
    const registration = new URL(page.url()).pathname
    for (const step of walk) await take(teacher, registration, step)
    await page.goto(registration)
    expect(await page.locator('.govuk-details__summary-text').count()).toBe(walk.length + 1)
    // What is kept between two devices is the server's: once is enough.
    if (!javaScript) await onTwoDevices(teacher)
    await teacher.leave()
  })

  /** A change of job: the wrong turns, the day from which it is true, and the email about it. */
  async function toAnotherSchool(teacher: Visitor) {
    const { page, arrivesAt } = teacher
    await begin(teacher)
    expect(await page.getByLabel('Yes').isChecked()).toBe(true)
    await goOn(teacher)
    await arrivesAt('What setting do you work in?')
    expect(await page.getByLabel('A school', { exact: true }).isChecked()).toBe(true)
    await goOn(teacher)
    await arrivesAt('Where do you work?')
    await page.getByRole('button', { name: /^Continue with/ }).click()
    await arrivesAt('You have not changed anything')
    await page.goBack()
    await find(() => urnOf('nobody'))(teacher)
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
    await confirm(teacher)
    await page.getByText('Work details before').first().waitFor()
    const email = await emailTo(platform.url, `${mover}@teachers.example`, /^Your work details for/)
    expect(linkIn(email, '/npq/registrations/')).toContain(new URL(page.url()).pathname)
  }

  /** Begun at one device and confirmed at another; the first is told. */
  async function onTwoDevices(teacher: Visitor) {
    await begin(teacher)
    for (const answer of [keep, SETTING.another, choose('In a hospital school')]) await answer(teacher)
    await teacher.arrivesAt('Which organisation employs you?')
    const phone = await open()
    await signInByEmail(phone, { url: platform.url, address: `${mover}@teachers.example` })
    await phone.page.goto(teacher.page.url())
    await phone.arrivesAt('Which organisation employs you?')
    await write('Which organisation employs you?', 'Wethersgarth Hospital School')(phone)
    // A specialist course is not looked at one by one: it is not funded there.
    await toCheck(phone, { outcome: 'Not eligible', payer: 'I pay myself' }, phone.arrivesAt)
    await confirm(phone)
    await phone.page.getByText('Wethersgarth Hospital School').first().waitFor()
    await teacher.page.reload()
    await teacher.arrivesAt('Work details changed')
    await phone.leave()
  }

  test.each(stories)('$to', async (story) => {
    const teacher = await atRegistration(story.who)
    await begin(teacher)
    for (const answer of story.answers) await answer(teacher)
    await toCheck(teacher, story, teacher.arrivesAt)
    if (story.outcome === null) expect(await teacher.page.getByText('Nothing: funding is fixed').isVisible()).toBe(true)
    await confirm(teacher)
    await teacher.page.getByText(story.says).first().waitFor()
    await teacher.leave()
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
