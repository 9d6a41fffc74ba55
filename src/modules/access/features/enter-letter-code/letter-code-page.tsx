import { z } from 'zod'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import { TextField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { waitText } from '#src/ui/wait-text.ts'
import { type School, schoolByUrn } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { LETTER_CODES_OF_ONE_SCHOOL } from '../../link-requests/link-request-rules.ts'
import { LANDING, rememberNominationLink } from '../../nominations/nomination-link.ts'
import { newToken } from '../../proofs/proof-secrets.ts'
import { WRONG_ANSWERS_A_CODE } from '../../proofs/sign-in-rules.ts'
import { enterLetterCode } from './enter-letter-code.ts'

const Schema = z.object({ code: text({ missing: 'Enter the code from the letter', label: 'Code', max: 100 }) })

export const schoolInPath = ({ db, params }: WebRequest): Promise<School | null> => schoolByUrn(db, params['urn'] ?? '')

/** Where the code of a letter to the headteacher is entered. The page is the same for every school, with a letter and without. */
export function showLetterCode(request: WebRequest, school: School): Reply {
  // The token is ready before the code is typed, so that a form that is sent twice gives the browser the same one.
  if (!request.cookies.get(NEXT_TOKEN)) request.cookies.set(NEXT_TOKEN, newToken(), REMEMBERED_SECONDS)
  return show(letterCodePage(school))
}

/** The right code leads into the nomination; tries are counted against the letter and, whatever is typed, against the school. */
export async function tryLetterCode(request: WebRequest, school: School): Promise<Reply> {
  const { cookies, db, now } = request
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(letterCodePage(school, parsed))
  const again = (message: string): Reply =>
    showAgain(letterCodePage(school, { values: parsed.raw, errors: [{ field: 'code', message }] }))
  const key = `access.letter-codes-of:${school.id}`
  const allowed = await takeToken(db, { ...LETTER_CODES_OF_ONE_SCHOOL, key, now })
  if (!allowed.taken)
    return again(`Too many codes were entered for this school. Try again in ${waitText(allowed.waitSeconds)}`)
  const token = cookies.get(NEXT_TOKEN) ?? newToken()
  const organisationId = OrganisationId.parse(school.id)
  const tried = await request.execute(enterLetterCode, { organisationId, code: parsed.values.code, token })
  if (!tried.ok || !tried.value.isRight) return again(WRONG)
  cookies.clear(NEXT_TOKEN)
  rememberNominationLink(cookies, token)
  return redirectTo(LANDING)
}

const NEXT_TOKEN = 'letter-next'
const REMEMBERED_SECONDS = 3_600

const WRONG = `This code is not right, or its letter no longer works. After ${WRONG_ANSWERS_A_CODE} wrong codes a letter stops working`

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

const letterCodePage = (school: School, typed: Typed = { values: {}, errors: [] }): Page =>
  formPage(
    freshForm(`/schools/${school.urn}/letter`, { back: `/schools/${school.urn}/access`, ...typed }),
    {
      title: 'Enter the code from our letter',
      caption: school.name,
      headed: 'by-page',
      before: (
        <p class="govuk-body">
          We write to headteachers of schools that we cannot reach by email. Without a letter, see{' '}
          <a class="govuk-link" href={`/schools/${school.urn}/access`}>
            how to get access for {school.name}
          </a>
          .
        </p>
      ),
    },
    <TextField
      name="code"
      label="Code"
      hint="8 letters and numbers, like K7QD-M2XP"
      width={10}
      autocomplete="off"
      spellcheck={false}
    />,
  )
