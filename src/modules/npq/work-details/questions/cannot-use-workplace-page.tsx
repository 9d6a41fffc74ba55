import type { Page } from '#src/platform/http/route.ts'
import type { FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { WorkFacts } from './work-facts-queries.ts'
import { type WorkStep, workPath } from './work-steps.ts'
import { stepBeside, type WorkView } from './work-view.ts'

/** Why the workplace that was chosen cannot stay, and what to do. */
export const cannotUseWorkplacePage = ({ form, answers, facts }: WorkView): Page => {
  const { work } = facts
  const asked = workPath(answers, { problem: null }).at(-1) ?? 'work-setting'
  const { title, why } = wordsOf(work, { form, asked })
  return page(
    { title, back: form.back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {why}
      <Button
        text={work.ittProvider ? 'Choose another provider' : 'Choose another workplace'}
        href={stepBeside(form, asked)}
      />
    </>,
  )
}

/** `asked` is the step that asked for the workplace. */
type Place = { readonly form: FormState; readonly asked: WorkStep }

function wordsOf(work: WorkFacts, { form, asked }: Place): { readonly title: string; readonly why: Html } {
  const name = work.workplace?.name ?? 'Your workplace'
  switch (work.problem) {
    case 'closed':
      return { title: `${name} has closed`, why: <Closed work={work} form={form} asked={asked} /> }
    case 'not-in-england':
      return { title: `${name} is not in England`, why: <NotInEngland form={form} /> }
    case 'not-accredited': {
      const provider = work.ittProvider?.name ?? 'The provider'
      return {
        title: `${provider} is not an accredited provider any more`,
        why: (
          <p class="govuk-body">
            Lead mentors work for a provider of initial teacher training that is accredited today. {provider} is not on
            that list any more. Choose the provider that you mentor for now, or ask {provider} who has taken over.
          </p>
        ),
      }
    }
    default:
      return {
        title: 'We cannot find your workplace any more',
        why: <p class="govuk-body">The register does not have the workplace that you chose. Search for it again.</p>,
      }
  }
}

const Closed = ({ work, form, asked }: Place & { readonly work: WorkFacts }): Html => {
  const successors = work.workplace?.successors ?? []
  return successors.length === 0 ? (
    <p class="govuk-body">Choose where you work now. If it has a new name, search for that.</p>
  ) : (
    <>
      <p class="govuk-body">
        If you work for {successors.length === 1 ? 'the school' : 'a school'} that took over, choose it:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {successors.map(({ urn, name }) => (
          <li>
            <a class="govuk-link" href={`${stepBeside(form, asked)}?q=${urn}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

const NotInEngland = ({ form }: { readonly form: FormState }): Html => (
  <p class="govuk-body">
    You told us that you work in England. If you work in another country,{' '}
    <a class="govuk-link" href={stepBeside(form, 'teacher-catchment')}>
      change that answer
    </a>
    . You can still register, but scholarship funding is for people who work in England.
  </p>
)
