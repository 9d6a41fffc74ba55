import { Temporal } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { type MessageState, messageState } from '#src/platform/email/messages-queries.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { joinAccountsIntent } from '../../emails/merge-emails.ts'
import { openRequestOf } from '../../merges/merge-requests-queries.ts'
import { dueText } from '../../proofs/proof-rules.ts'
import { JOIN_LINK_HOURS } from '../../teachers/number-rules.ts'
import { provableAddress } from '../../teachers/provable-address-queries.ts'
import { askOtherAccount, askStaffToMerge } from './ask-other-account.ts'

const PATH = '/account/teacher-reference-number'
/** What this browser remembers of the link that it had sent. */
const ASKED = 'join-accounts-asked'
const MEMORY_SECONDS = 3_600

/** Another account has the number that this one has just proved: how its owner makes one of the two. Names nobody. */
export async function showOtherAccount(request: WebRequest): Promise<Reply> {
  const standing = await standingOf(request)
  return standing ? show(otherAccountPage(standing)) : redirectTo(PATH)
}

/** Sends the link, and shows what became of it. */
export async function sendToOtherAccount(request: WebRequest): Promise<Reply> {
  const done = await request.execute(askOtherAccount, {})
  if (done.ok) {
    request.cookies.set(ASKED, done.value.proofId, MEMORY_SECONDS)
    return redirectTo(`${PATH}/other-account`)
  }
  const standing = await standingOf(request)
  const { at } = done.refusal.facts
  if (!standing || !(at instanceof Temporal.Instant)) return redirectTo(PATH)
  return showAgain(otherAccountPage({ ...standing, wait: dueText(at, request.now) }))
}

export async function sendToStaff(request: WebRequest): Promise<Reply> {
  await request.execute(askStaffToMerge, {})
  return redirectTo(`${PATH}/other-account`)
}

type Standing = {
  readonly isWithStaff: boolean
  /** As somebody sees it who reads the mailbox; null when the account has none that can prove it. */
  readonly masked: string | null
  readonly message: MessageState | null
  /** When the next link may be asked for, where that is not now. */
  readonly wait?: string
}

async function standingOf({ db, actor, cookies }: WebRequest): Promise<Standing | null> {
  const found = actor.accountId === null ? null : await openRequestOf(db, actor.accountId)
  if (!found) return null
  const address = await provableAddress(db, found.otherAccountId)
  const asked = cookies.get(ASKED)
  return {
    isWithStaff: found.isWithStaff,
    masked: address === null ? null : maskedAddress(address),
    message: asked ? await messageState(db, joinAccountsIntent(asked)) : null,
  }
}

const TITLE = 'Another account has this number'

const otherAccountPage = (standing: Standing): Page =>
  page(
    { title: TITLE, back: PATH },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        The teaching record has confirmed that the number is yours. It is already on another account of this service,
        most likely one that you made with another email address.
      </p>
      <p class="govuk-body">
        Nothing was changed. To have one account instead of two, show that the other one is yours.
      </p>
      {standing.masked === null ? null : <ByLink {...standing} masked={standing.masked} />}
      <ByStaff {...standing} />
    </>,
  )

const ByLink = ({ masked, message, wait }: Standing & { readonly masked: string }): Html => (
  <>
    <h2 class="govuk-heading-m">If you read the other account’s email</h2>
    {message === null ? null : (
      <Summary
        rows={[
          { key: 'Link sent to', value: masked },
          { key: 'What became of it', value: `${message.text}. ${message.next}` },
        ]}
      />
    )}
    <p class="govuk-body">
      We send a link to <span class="govuk-!-text-break-word">{masked}</span>. Open it in this browser. It works once,
      for {JOIN_LINK_HOURS} hours.
    </p>
    {wait ? <InsetText text={`You have asked for several links. Ask for the next at ${wait}.`} /> : null}
    <Form state={freshForm(`${PATH}/other-account/link`)}>
      <Button text={message === null ? 'Send the link' : 'Send another link'} preventDoubleClick />
    </Form>
  </>
)

const ByStaff = ({ isWithStaff, masked }: Standing): Html => (
  <>
    <h2 class="govuk-heading-m">
      {masked === null ? 'Ask the support team' : 'If you do not read that email any more'}
    </h2>
    {isWithStaff ? (
      <p class="govuk-body">
        You have asked the support team to bring the two together. They look at both accounts and write to you.
      </p>
    ) : (
      <Form state={freshForm(`${PATH}/other-account/staff`)}>
        <p class="govuk-body">They look at both accounts, and bring them together when both are yours.</p>
        <Button text="Ask the support team" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href="/account">
        Go to your account
      </a>
    </p>
  </>
)
