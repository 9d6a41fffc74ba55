import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { page } from '#src/ui/layout.tsx'
import { type JoinProof, joinProofByToken } from '../../merges/join-proofs-store.ts'
import { MERGE_UNDO_DAYS } from '../../merges/merge-rules.ts'
import { proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { JOIN_LINK_MEMORY } from '../../teachers/number-rules.ts'
import type { joinAccountsWith } from './join-accounts.ts'

const LINK = 'join-accounts-link'
const NUMBER = '/account/teacher-reference-number'
const CONFIRM = `${NUMBER}/confirmation`

/** Moves the token from the address bar to the browser's memory, whatever it is worth. Reads and changes nothing. */
export function openJoinLink({ cookies, params }: WebRequest): Reply {
  const token = tokenIn(params['token'] ?? '')
  if (token) cookies.set(LINK, token, JOIN_LINK_MEMORY.total('seconds'))
  else cookies.clear(LINK)
  return redirectTo(CONFIRM)
}

/** The page behind a link, for whoever is signed in: a button when their account asked for it. Changes nothing. */
export async function showJoin(request: WebRequest): Promise<Reply> {
  const proof = await openedProof(request)
  if (!proof) return show(deadPage('link-not-live'))
  return show(proof.accountId === request.actor.accountId ? joinPage() : deadPage('other-account'))
}

/** Makes one of the two, and goes on in the account that stays: both were proved in this browser. */
export const join = (joinAccounts: ReturnType<typeof joinAccountsWith>) =>
  async function join(request: WebRequest): Promise<Reply> {
    const done = await request.execute(joinAccounts, { token: request.cookies.get(LINK) ?? '' })
    if (!done.ok) return showAgain(deadPage(done.refusal.code))
    request.cookies.clear(LINK)
    await request.session.start(done.value.accountId, 'email')
    return redirectTo(`${NUMBER}?done=joined`)
  }

async function openedProof({ cookies, db, now }: WebRequest): Promise<JoinProof | null> {
  const token = cookies.get(LINK)
  const proof = token ? await joinProofByToken(db, token) : null
  return proof && proofState(proof, now) === 'live' ? proof : null
}

const joinPage = (): Page =>
  formPage(
    freshForm(CONFIRM, { back: `${NUMBER}/other-account` }),
    { title: 'Make one account of your two?', headed: 'by-page', submit: 'Make one account' },
    <>
      <p class="govuk-body">
        All your email addresses and other ways to sign in then open one account, with everything that you registered
        and every role of both. The one that has your teacher reference number stays.
      </p>
      <p class="govuk-body">
        We tell all your email addresses. The support team can take the two apart again for {MERGE_UNDO_DAYS} days.
      </p>
    </>,
  )

type Dead = { readonly title: string; readonly why: string }

const DEAD: Readonly<Record<string, Dead>> = {
  'link-not-live': {
    title: 'This link does not work',
    why: 'It has been used, or it is too old. Nothing has been changed. Ask for a new link on the page of your teacher reference number.',
  },
  'other-account': {
    title: 'This link is for another account',
    why: 'Open it in the browser in which you are signed in to the account that asked for it. If you did not ask for it, you do not need to do anything.',
  },
  conflict: {
    title: 'The support team must look at your two accounts',
    why: 'Something in them must be settled first, so nothing has been changed. Ask the support team on the page before.',
  },
}

const CHANGED: Dead = {
  title: 'Nothing was changed',
  why: 'One of the two accounts has changed since the link was sent. Give your teacher reference number once more.',
}

function deadPage(code: string): Page {
  const { title, why } = DEAD[code] ?? CHANGED
  return page(
    { title, back: '/account' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{why}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={NUMBER}>
          Go to your teacher reference number
        </a>
      </p>
    </>,
  )
}
