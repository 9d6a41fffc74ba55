import { isPicked, type SchoolResults, searchSchools } from '#src/modules/directory/public.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SchoolPicker } from '#src/ui/school-picker.tsx'

const CLAIMS = '/staff/claims'
const PATH = `${CLAIMS}/new`
const TITLE = 'Begin a claim for a school'

/** For which school support begins a claim. A chosen suggestion leads straight to the first question, others to a list. */
export async function showBegin({ db, query }: WebRequest): Promise<Reply> {
  const text = (query['q'] ?? '').trim()
  if (text === '') return show(beginPage(text, null))
  const found = await searchSchools(db, { text, page: 1, laCode: null, phaseCode: null, status: 'open' })
  const [only] = found.schools
  return only && isPicked(text) ? redirectTo(firstQuestion(only.id)) : show(beginPage(text, found))
}

const firstQuestion = (schoolId: string): `/${string}` => `/organisations/${schoolId}/new-claim`

const beginPage = (text: string, found: SchoolResults | null): Page =>
  page(
    { title: TITLE, back: CLAIMS, script: 'picker.js', stylesheet: 'picker.css' },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        You fill in the draft and say why. Whoever claims for the school checks it, agrees to the declaration and sends
        it. If the school cannot claim, you see what has to be done first.
      </p>
      <SearchForm state={freshForm(PATH, { values: { q: text } })}>
        <SchoolPicker name="q" label="School" />
        <Button text="Search" />
      </SearchForm>
      {found === null ? null : <Found found={found} text={text} />}
    </>,
  )

const Found = ({ found, text }: { readonly found: SchoolResults; readonly text: string }): Html =>
  found.total === 0 ? (
    <>
      <h2 class="govuk-heading-m">No open school found for “{text}”</h2>
      <p class="govuk-body">Check the spelling, or search by URN, postcode or town.</p>
    </>
  ) : (
    <>
      <h2 class="govuk-heading-m">For which school?</h2>
      <ul class="govuk-list">
        {found.schools.map(({ id, name, urn, town, postcode }) => (
          <li class="govuk-!-margin-bottom-4">
            <a class="govuk-link" href={firstQuestion(id)}>
              {name}
            </a>
            <br />
            URN {urn}. {[town, postcode].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
      {found.total > found.schools.length ? (
        <p class="govuk-body">
          {countText(found.total)} schools fit. Add a town or a postcode to find the one that you look for.
        </p>
      ) : null}
    </>
  )
