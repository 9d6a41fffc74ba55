import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { email, name } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { EmailField, NameField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { page } from '#src/ui/layout.tsx'
import { proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { signInProofByToken } from '../../proofs/proofs-queries.ts'
import { askedByBrowser, BROWSER_MEMORY } from '../../proofs/sign-in-rules.ts'
import { takeReturn } from '../../proofs/way-back.ts'
import { beginAsTeacher } from './begin-as-teacher.ts'

const LINK = 'teacher-sign-up-link'
const PATH = '/teacher-sign-up'

const NAME = name({ missing: 'Enter your full name', label: 'Full name' })
const OwnBrowser = z.object({ name: NAME })
const OtherBrowser = z.object({
  name: NAME,
  email: email({ missing: 'Enter the email address that the link was sent to' }),
})

/** Moves the token from the address bar to the browser's memory, whatever it is worth. Reads and changes nothing. */
export function openSignUpLink({ cookies, params }: WebRequest): Reply {
  const token = tokenIn(params['token'] ?? '')
  if (token) cookies.set(LINK, token, BROWSER_MEMORY.total('seconds'))
  else cookies.clear(LINK)
  return redirectTo(PATH)
}

/** Asks for a name and, in another browser than the one that asked for the message, for its address. Changes nothing. */
export async function showBegin(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  return show(opened ? beginPage(freshForm(PATH), opened.isOurs) : deadPage)
}

/** Makes the account, signs in, and goes on to where the visitor was going. */
export async function sendName(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  if (!opened) return showAgain(deadPage)
  const { isOurs, token } = opened
  const parsed = isOurs ? parseForm(OwnBrowser, request.form) : parseForm(OtherBrowser, request.form)
  if (!parsed.ok) return showAgain(beginPage({ ...freshForm(PATH), ...parsed }, isOurs))
  const typed = 'email' in parsed.values ? parsed.values.email : null
  const address = typeof typed === 'string' ? typed : null
  const input = { token, name: parsed.values.name, browserHash: request.browserHash, address }
  const made = await request.execute(beginAsTeacher, input)
  if (made.ok) {
    request.cookies.clear(LINK)
    await request.session.start(made.value.accountId, 'email')
    return redirectTo(takeReturn(request) ?? '/home')
  }
  if (made.refusal.code !== 'not-proven') return showAgain(deadPage)
  const errors = [{ field: 'email', message: 'Enter the email address that the link was sent to. This is another one' }]
  return showAgain(beginPage({ ...freshForm(PATH), values: parsed.raw, errors }, isOurs))
}

/** A link that still works, for a mailbox without an account. */
async function openedLink({ cookies, db, now, browserHash }: WebRequest) {
  const token = cookies.get(LINK)
  const proof = token ? await signInProofByToken(db, token) : null
  if (!token || !proof || proof.accountId !== null || proofState(proof, now) !== 'live') return null
  return { token, isOurs: askedByBrowser(proof, browserHash) }
}

const beginPage = (form: FormState, isOurs: boolean): Page =>
  formPage(
    form,
    {
      title: 'Begin as a teacher',
      headed: 'by-page',
      submit: 'Make my account',
      before: (
        <p class="govuk-body">
          You can then register for training and see how it goes on. If your school has given you access under another
          email address,{' '}
          <a class="govuk-link" href="/sign-in">
            sign in with that one
          </a>{' '}
          instead, so that you have one account.
        </p>
      ),
    },
    <>
      <NameField name="name" label="Your full name" hint="As it is on your teaching record, if you have one" />
      {isOurs ? null : (
        <EmailField
          name="email"
          label="Your email address"
          hint="The one that the link was sent to. You opened it in another browser than the one that asked for it"
        />
      )}
    </>,
  )

const deadPage: Page = page(
  { title: 'This link does not work' },
  <>
    <h1 class="govuk-heading-l">This link does not work</h1>
    <p class="govuk-body">
      It has been used, it is too old, or there is an account with this email address by now. Nothing has been changed.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in">
        Ask for a new email
      </a>
      . It says what you can do with this email address.
    </p>
  </>,
)
