import type { Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SchoolPicker } from '#src/ui/school-picker.tsx'
import type { SchoolResults } from '../../../directory/public.ts'
import type { ProblemName } from '../../problems/sign-in-problem-rules.ts'
import type { AskedSignIn } from '../../proofs/asked-sign-in.ts'
import { DeadLink, NoEmail, RefusedCode } from './message-remedies.tsx'
import { Address, NeverRegistered, SomebodyElse, TutorLeft, WrongAccount } from './school-remedies.tsx'

export type Remedy = {
  readonly problem: ProblemName
  /** What this browser asked for, where the problem is about a message. */
  readonly asked: AskedSignIn | null
  readonly q: string
  readonly found: SchoolResults | null
  readonly now: Temporal.Instant
}

const titles: Readonly<Record<ProblemName, string>> = {
  'no-email': 'The email does not arrive',
  'dead-link': 'The link does not work',
  'code-refused': 'The code is not accepted',
  'which-address': 'Find out which email address to use',
  'somebody-else': 'Somebody else is registered',
  'tutor-left': 'The induction tutor has left',
  'wrong-account': 'The wrong account with DfE Sign-in or GOV.UK One Login',
  'never-registered': 'Get access for the first time',
}

/** Where a problem that depends on the school leads, once the school is chosen. */
export const leadsTo: Readonly<Partial<Record<ProblemName, (urn: string) => string>>> = {
  'somebody-else': (urn) => `/schools/${urn}/join-request`,
  'tutor-left': (urn) => `/schools/${urn}/access`,
  'which-address': (urn) => `/schools/${urn}/access`,
  'never-registered': (urn) => `/schools/${urn}/access`,
}

const contents: Readonly<Record<ProblemName, (remedy: Remedy) => Html>> = {
  'no-email': NoEmail,
  'dead-link': DeadLink,
  'code-refused': RefusedCode,
  'which-address': Address,
  'somebody-else': SomebodyElse,
  'tutor-left': TutorLeft,
  'wrong-account': WrongAccount,
  'never-registered': NeverRegistered,
}

/** What to do, with the next step on the page itself. No end is dead. */
export const remedyPage = (remedy: Remedy): Page => {
  const { problem } = remedy
  const Content = contents[problem]
  const picker = leadsTo[problem] ? ({ script: 'picker.js', stylesheet: 'picker.css' } as const) : {}
  return page(
    { title: titles[problem], back: '/sign-in/problems', ...picker },
    <>
      <h1 class="govuk-heading-l">{titles[problem]}</h1>
      <Content {...remedy} />
      {leadsTo[problem] ? <ChooseSchool remedy={remedy} /> : null}
      <h2 class="govuk-heading-m">If this does not help</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/problems">
          Choose another problem
        </a>{' '}
        or{' '}
        <a class="govuk-link" href="/sign-in">
          sign in
        </a>
        .
      </p>
    </>,
  )
}

const ChooseSchool = ({ remedy }: { readonly remedy: Remedy }): Html => {
  const { problem, q, found } = remedy
  return (
    <>
      <SearchForm state={freshForm(`/sign-in/problems/${problem}`, { values: { q } })}>
        <SchoolPicker name="q" label="Which school is it?" />
        <Button text="Continue" />
      </SearchForm>
      {found ? <Found remedy={remedy} found={found} /> : null}
    </>
  )
}

const Found = ({ remedy, found }: { readonly remedy: Remedy; readonly found: SchoolResults }): Html => {
  const lead = leadsTo[remedy.problem]
  if (found.schools.length === 0 || !lead) {
    return (
      <p class="govuk-body">
        No open school is like “{remedy.q}”. Try fewer words, its town or its postcode, or{' '}
        <a class="govuk-link" href="/schools">
          find it among all schools
        </a>
        , closed ones too.
      </p>
    )
  }
  return (
    <>
      <h2 class="govuk-heading-m">Schools like “{remedy.q}”</h2>
      <ul class="govuk-list govuk-list--spaced">
        {found.schools.map(({ urn, name, town, postcode }) => (
          <li>
            <a class="govuk-link" href={lead(urn)}>
              {name}
            </a>
            <br />
            {[town, postcode].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
      {found.more || found.total > found.schools.length ? (
        <p class="govuk-body">There are more. Add the town or postcode to what you typed.</p>
      ) : null}
    </>
  )
}
