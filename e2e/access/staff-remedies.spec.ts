import { expect, test } from 'vitest'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'
import { schoolWithoutTutor } from '../support/world.ts'

const { platform, visit } = stage()

const REASON = 'The head asked for it, on the telephone number in GIAS'

type Remedy = {
  /** The words of the link on the record's page: the first click. */
  readonly link: string | RegExp
  readonly fields?: Readonly<Record<string, string>>
  readonly choose?: string
  /** The second click. */
  readonly button: string
  readonly done: string | RegExp
}

/** From the page of a record to "done" in two clicks, with a wrong turn: the reason is asked for until it is given. */
async function mend({ page, arrivesAt }: Visitor, { link, fields = {}, choose, button, done }: Remedy) {
  await page.getByRole('main').getByRole('link', { name: link }).first().click()
  await arrivesAt(/./)
  if ((await page.getByLabel('Reason').count()) > 0) {
    await page.getByRole('main').getByRole('button', { name: button }).click()
    await page.locator('.govuk-error-summary').waitFor()
    await arrivesAt(/./)
    await page.getByLabel('Reason').fill(REASON)
  }
  // What is chosen first: with JavaScript its own field appears only then.
  if (choose) await page.getByLabel(choose).check()
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
  await page.getByRole('main').getByRole('button', { name: button }).click()
  await arrivesAt(/./)
  await page.getByText(done).first().waitFor()
}

test.each([
  { javaScript: true, person: TUTOR_PERSONAS[0], position: 20 },
  { javaScript: false, width: 320, person: TUTOR_PERSONAS[3], position: 21 },
])('support mends a person’s way in, each fix in two clicks: %o', async ({ person, position, ...how }) => {
  const agent = await visit(how)
  const { page, arrivesAt } = agent
  await signInAsStaff(agent, 'Priya Nair')
  await page.getByRole('link', { name: 'Find a person' }).click()
  await arrivesAt('Find a person')
  await page.getByLabel('Name or email address').fill('nobody at all')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('Nobody with an account has this name').waitFor()
  await page.getByLabel('Name or email address').fill(person.address)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: person.name }).click()
  await arrivesAt(person.name)

  await mend(agent, {
    link: /^Correct the address/,
    fields: { 'Right email address': `right${position}@corrected.example` },
    button: 'Correct address',
    done: 'Email address corrected',
  })
  await mend(agent, { link: /^Undo the correction/, button: 'Put the address back', done: 'has been put back' })
  await mend(agent, { link: 'Disable the account', button: 'Disable account', done: 'Account disabled' })
  await mend(agent, { link: 'Enable the account', button: 'Enable account', done: 'Account enabled' })

  const school = await schoolWithoutTutor(platform, position)
  await page.goto(`/schools/${school.urn}`)
  await arrivesAt(school.name)
  await mend(agent, {
    link: 'Send the link another way',
    choose: 'Another address, which I have checked with the school',
    fields: { 'Email address': `head${position}@checked.example` },
    button: 'Send link',
    done: 'Link sent. See below what becomes of it.',
  })
  await mend(agent, {
    link: 'Name the induction tutor',
    fields: {
      'Full name of the new induction tutor': 'Una First',
      'Their email address': `una${position}@named.example`,
    },
    button: 'Name induction tutor',
    done: 'Induction tutor named',
  })
  await mend(agent, {
    link: /^Replace/,
    fields: {
      'Full name of the new induction tutor': 'Dai Second',
      'Their email address': `dai${position}@named.example`,
    },
    button: 'Replace induction tutor',
    done: 'Dai Second took over from Una First',
  })
  await mend(agent, { link: 'Undo this change of tutor', button: 'Undo the change', done: /undone/ })

  await page.goto(`/schools/${school.urn}`)
  await mend(agent, {
    link: 'Add a person',
    fields: { 'Full name': 'Vi Viewer', 'Email address': `vi${position}@named.example` },
    choose: 'Viewer',
    button: 'Add this person',
    done: 'Vi Viewer',
  })
  await page.goto(`/schools/${school.urn}`)
  await mend(agent, { link: 'Remove Vi Viewer', button: 'Remove this person', done: /removed/i })

  for (const [link, heading] of [
    [/^Requests about access/, 'Requests about access'],
    ['Problems with access', 'Problems with access'],
  ] as const) {
    await page.goto('/staff')
    await page.getByRole('main').getByRole('link', { name: link }).click()
    await arrivesAt(heading)
  }
  await page.getByLabel('Shown by').selectOption('week')
  await page.getByRole('button', { name: 'Show' }).click()
  await arrivesAt('Problems with access')
  expect(page.url()).toContain('by=week')
  await agent.leave()
})
